"""The end of a call: its last state, its outcome, and its line in the contact's timeline."""

from datetime import datetime

from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, Handling
from telephony.services.move_call import move_call, note_event
from tenants.crm.facade import record_call


def finish_call(
    call: Call, *, by: str, at: datetime, outcome: str, duration_s: int | None, now: datetime
) -> None:
    """End the locked call, or complete what is known of one that ended; safe to repeat.

    `by` is caller, agent or system; `duration_s` the carrier's count of the caller's leg, None if not told.
    """
    if call.state != CallState.ENDED:
        move_call(call, CallMove.ENDED, now=now)
        call.ended_by, call.outcome = by, outcome
        note_event(call.pk, "call.ended", at=at, by=by, outcome=outcome)
    # The carrier's word on when and how long comes last and counts: an agent's hang-up only asked for it.
    if call.ended_at is None or duration_s is not None:
        call.ended_at = max(at, call.started_at)
    if duration_s is not None:
        call.duration_s = duration_s
    call.changed_at = now
    call.save()
    record_in_timeline(call, now=now)


def record_in_timeline(call: Call, *, now: datetime) -> None:
    """Write what the call became into the contact's timeline; without a contact there is nowhere to write."""
    if call.contact_id is None:
        return
    last = Handling.objects.filter(call=call).select_related("agent", "visit__queue").order_by("-accepted_at")
    handling = last.first()
    visit = call.visits.select_related("queue").order_by("-enqueued_at").first()
    record_call(
        call.contact_id,
        call_id=call.pk,
        at=call.started_at,
        direction=call.direction,
        outcome=call.outcome,
        queue=visit.queue.name if visit else "",
        agent=handling.agent.name if handling else "",
        duration_s=call.duration_s,
        note=handling.note if handling else "",
        disposition=handling.disposition if handling else "",
        now=now,
    )
