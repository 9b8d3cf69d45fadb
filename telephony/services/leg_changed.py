"""The carrier's notice of a leg's status: recorded always, acted upon when it moves the call forward."""

from datetime import datetime

from telephony.engine.events import CarrierStatus, LegChanged
from telephony.models import Call, Leg
from telephony.services.agent_lost import agent_leg_left
from telephony.services.caller_left import caller_left
from telephony.services.locks import CallUnknown, lock_call
from telephony.services.move_call import note_event


def leg_changed(*, change: LegChanged, now: datetime) -> None:
    """Work one notice; raises CallUnknown while the leg's own first request has not been answered yet."""
    leg = Leg.objects.filter(carrier_sid=change.call_ref).first()
    if leg is None:
        raise CallUnknown(f"No leg of ours is known as {change.call_ref}.")
    call = lock_call(leg.call_id)
    leg.refresh_from_db()
    at = change.at or now
    note_event(
        call.pk,
        f"leg.{change.status}",
        at=at,
        leg=leg.kind,
        status=change.raw_status,
        sequence=change.sequence,
    )
    if change.status.is_final:
        _ended(call, leg, change, at, now)


def _ended(call: Call, leg: Leg, change: LegChanged, at: datetime, now: datetime) -> None:
    leg.ended_at = leg.ended_at or at
    leg.duration_s = change.duration_s if change.duration_s is not None else leg.duration_s
    leg.save(update_fields=["ended_at", "duration_s"])
    if leg.kind == "agent":
        agent_leg_left(call, leg, at=at, now=now)
        return
    failed = change.status is not CarrierStatus.COMPLETED
    caller_left(call, at=at, duration_s=change.duration_s, failed=failed, now=now)
