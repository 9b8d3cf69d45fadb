"""The carrier's notice of who came into and left a call's conference."""

from datetime import datetime
from uuid import UUID

from telephony.engine.events import RoomChange, RoomChanged
from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, Handling, Leg
from telephony.realtime.publish import tell_agent
from telephony.services.agent_lost import agent_leg_left, is_joined, send_hold
from telephony.services.locks import CallUnknown, lock_call, lock_routing
from telephony.services.move_call import move_call, note_event
from telephony.services.start_wrap_up import live_handling, start_wrap_up

# The conference is over for everybody, or we took the leg out: not an agent who lost the connection.
_MEANT = {"moderator_ended_conference", "conference_ended_via_api", "participant_updated_via_api"}


def room_changed(*, change: RoomChanged, now: datetime) -> None:
    """Work one notice; raises CallUnknown for a room that is no call of ours."""
    call = lock_call(_call_id(change.room))
    at = change.at or now
    note_event(
        call.pk,
        f"room.{change.change}",
        at=at,
        leg=change.label,
        sequence=change.sequence,
        reason=change.reason,
        room=change.room_ref,
    )
    if call.state == CallState.ENDED:
        return
    leg = Leg.objects.filter(carrier_sid=change.call_ref, call=call).first()
    if leg is None:
        return
    if change.change is RoomChange.JOINED:
        _joined(call, leg, change, at, now)
    elif change.change is RoomChange.LEFT and call.conference_sid in ("", change.room_ref):
        _left(call, leg, change, at, now)


def _call_id(room: str) -> UUID:
    try:
        return UUID(room)
    except ValueError:
        raise CallUnknown(f"The conference {room} is no call of ours.") from None


def _joined(call: Call, leg: Leg, change: RoomChanged, at: datetime, now: datetime) -> None:
    if leg.left_at is not None and leg.left_at >= at:
        return  # told late: it left since
    leg.joined_at, leg.left_at = leg.joined_at or at, None
    leg.save(update_fields=["joined_at", "left_at"])
    call.conference_sid = change.room_ref
    call.save(update_fields=["conference_sid"])
    handling = live_handling(call)
    if handling is not None and is_joined(handling) and _caller_is_in(call):
        _talking(call, handling, at, now)


def _caller_is_in(call: Call) -> bool:
    return Leg.objects.filter(call=call, kind="caller", joined_at__isnull=False, left_at=None).exists()


def _talking(call: Call, handling: Handling, at: datetime, now: datetime) -> None:
    again = handling.connected_at is not None
    if not move_call(call, CallMove.AGENT_JOINED, now=now):
        return
    call.talked_at = call.talked_at or at
    call.save(update_fields=["state", "changed_at", "talked_at"])
    if again:
        send_hold(call, on=False, key=f"back:{handling.pk}:{at.isoformat()}", now=now)
    else:
        handling.connected_at = max(at, handling.accepted_at)
        handling.save(update_fields=["connected_at"])
    note_event(call.pk, "agent.returned" if again else "agent.connected", at=at, agent_id=handling.agent_id)
    lock_routing(now)
    tell_agent(handling.agent, "call.changed", ["call"])


def _left(call: Call, leg: Leg, change: RoomChanged, at: datetime, now: datetime) -> None:
    if leg.joined_at is not None and at < leg.joined_at:
        return
    if leg.kind == "agent":
        if change.reason not in _MEANT:
            lock_routing(now)
            agent_leg_left(call, leg, at=at, now=now)
        return
    leg.left_at = leg.left_at or at
    leg.save(update_fields=["left_at"])
    handling = live_handling(call)
    # The caller's status notice ends the call; should it be lost, the agent is not left waiting for it.
    if handling is not None and handling.connected_at is not None and change.reason not in _MEANT:
        lock_routing(now)
        start_wrap_up(handling, by="caller", at=at, now=now)
