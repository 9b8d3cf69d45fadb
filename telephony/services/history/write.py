"""Write past calls as the facts a live call leaves behind."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.kit.ids import uuid7
from telephony.models import AgentStateInterval, Call, Handling, Offer, OfferState, QueueVisit, VisitOutcome
from telephony.services.history.past_call import PastCall

RANG = timedelta(seconds=3)


def write_samples(calls: Sequence[PastCall], *, now: datetime) -> list[Call]:
    """Store the calls in order, marked as samples: never billed, removable. Call inside a tenant."""
    pairs = [(past, _call(past, now)) for past in calls]
    visits = [(past, _visit(past, call)) for past, call in pairs]
    answered = [(past, visit, past.agent_id) for past, visit in visits if past.agent_id is not None]
    Call.objects.bulk_create((call for _, call in pairs), batch_size=500)
    QueueVisit.objects.bulk_create((visit for _, visit in visits), batch_size=500)
    Offer.objects.bulk_create((_offer(past, visit, agent) for past, visit, agent in answered), batch_size=500)
    Handling.objects.bulk_create(
        (_handling(past, visit, agent) for past, visit, agent in answered), batch_size=500
    )
    AgentStateInterval.objects.bulk_create(
        (i for past, visit, agent in answered for i in _intervals(past, visit, agent)), batch_size=500
    )
    return [call for _, call in pairs]


def _call(past: PastCall, now: datetime) -> Call:
    answered = past.agent_id is not None
    return Call(
        id=(call_id := uuid7()),
        carrier_sid=f"sample-{call_id}",
        from_number=past.from_number,
        to_number=past.to_number,
        contact_id=past.contact_id,
        caller_name=past.caller_name,
        state="ended",
        started_at=past.started_at,
        talked_at=past.left_queue_at if answered else None,
        ended_at=past.ended_at,
        duration_s=past.duration_s,
        outcome="answered" if answered else "abandoned",
        ended_by="caller",
        is_sample=True,
        changed_at=now,
    )


def _visit(past: PastCall, call: Call) -> QueueVisit:
    return QueueVisit(
        call=call,
        queue_id=past.queue_id,
        enqueued_at=past.enqueued_at,
        place_at=past.enqueued_at,
        left_at=past.left_queue_at,
        outcome=VisitOutcome.ANSWERED if past.agent_id is not None else VisitOutcome.ABANDONED,
        wait_ms=past.wait_ms,
    )


def _offer(past: PastCall, visit: QueueVisit, agent_id: int) -> Offer:
    rang_at = max(past.enqueued_at, past.left_queue_at - RANG)
    return Offer(
        visit=visit,
        call=visit.call,
        agent_id=agent_id,
        state=OfferState.ACCEPTED,
        offered_at=rang_at,
        expires_at=rang_at + timedelta(seconds=20),
        ended_at=past.left_queue_at,
    )


def _handling(past: PastCall, visit: QueueVisit, agent_id: int) -> Handling:
    return Handling(
        call=visit.call,
        visit=visit,
        agent_id=agent_id,
        accepted_at=past.left_queue_at,
        connected_at=past.left_queue_at,
        ended_at=past.ended_at,
        hold_ms=past.hold_ms,
        ended_by="caller",
        wrapup_due_at=past.wrapped_up_at,
        wrapped_up_at=past.wrapped_up_at,
        disposition=past.disposition,
        note=past.note,
    )


def _intervals(past: PastCall, visit: QueueVisit, agent_id: int) -> list[AgentStateInterval]:
    spans = [("talking", past.left_queue_at, past.ended_at), ("wrap_up", past.ended_at, past.wrapped_up_at)]
    return [
        AgentStateInterval(
            agent_id=agent_id, state=state, started_at=begin, ended_at=end, call_id=visit.call_id
        )
        for state, begin, end in spans
    ]
