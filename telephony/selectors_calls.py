"""Reads of calls, voicemails and waiting callers for the console."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from telephony.engine.queueing import in_order
from telephony.engine.routing import Reason, choose
from telephony.facts import talk_ms
from telephony.models import (
    Agent,
    Call,
    CallEvent,
    Handling,
    Offer,
    QueueVisit,
    RoutingDecision,
    Voicemail,
)
from telephony.selectors_desk import caller_of, moment
from telephony.selectors_routing import routing_snapshot, waiting_visits

Row = dict[str, Any]
Rows = TypeVar("Rows", bound=Model)


def calls(
    *,
    agent_id: int | None = None,
    contact: UUID | None = None,
    queue_id: int | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> QuerySet[Call]:
    """Calls by moment of arrival in [start, end); `agent_id` keeps only those this agent handled.

    With `queue_id` the moment is that of entering the queue, by which reports count.
    """
    found = Call.objects.all()
    if agent_id is not None:
        found = found.filter(pk__in=Handling.objects.filter(agent_id=agent_id).values("call"))
    if contact is not None:
        found = found.filter(contact_id=contact)
    if queue_id is not None:
        visits = _during(QueueVisit.objects.filter(queue_id=queue_id), "enqueued_at", start, end)
        found = found.filter(pk__in=visits.values("call"))
    else:
        found = _during(found, "started_at", start, end)
    return found.prefetch_related("visits__queue", "handlings__agent")


def _during(rows: QuerySet[Rows], field: str, start: datetime | None, end: datetime | None) -> QuerySet[Rows]:
    if start is not None:
        rows = rows.filter(**{f"{field}__gte": start})
    if end is not None:
        rows = rows.filter(**{f"{field}__lt": end})
    return rows


def call_row(call: Call) -> Row:
    """A call as a list shows it; expects visits and handlings to be prefetched."""
    visits = sorted(call.visits.all(), key=lambda v: v.enqueued_at)
    handlings = sorted(call.handlings.all(), key=lambda h: h.accepted_at)
    last = handlings[-1] if handlings else None
    return {
        "id": str(call.pk),
        "direction": call.direction,
        "caller": caller_of(call),
        "number": call.to_number,
        "state": call.state,
        "outcome": call.outcome,
        "started_at": moment(call.started_at),
        "ended_at": moment(call.ended_at),
        "duration_s": call.duration_s,
        "wait_ms": sum(v.wait_ms or 0 for v in visits),
        "queue": visits[-1].queue.name if visits else "",
        "agent": last.agent.name if last else "",
        "disposition": last.disposition if last else "",
        "note": last.note if last else "",
        "ended_by": call.ended_by,
        "is_sample": call.is_sample,
    }


def call_detail(call: Call) -> Row:
    """One call with everything that happened to it."""
    offers = Offer.objects.filter(call=call).select_related("agent").order_by("offered_at")
    events = CallEvent.objects.filter(call=call).order_by("at", "pk")
    version = call.flow_version
    return {
        **call_row(call),
        "path": call.path,
        "flow": {"name": version.flow.name, "version": version.number} if version else None,
        "trace": call.flow_state.get("trace", []),
        "visits": [_visit(v) for v in sorted(call.visits.all(), key=lambda v: v.enqueued_at)],
        "offers": [_offer(o) for o in offers],
        "handlings": [_handling(h) for h in sorted(call.handlings.all(), key=lambda h: h.accepted_at)],
        "reasons": _waited(call),
        "events": [{"at": moment(e.at), "kind": e.kind, "data": e.data} for e in events],
    }


def _waited(call: Call) -> list[Row]:
    """Why the call waited, as each decision of routing recorded it, oldest first; a repeat is told once."""
    visits = {str(v.pk): v for v in call.visits.all()}
    if not visits:
        return []
    decisions = RoutingDecision.objects.filter(at__gte=min(v.enqueued_at for v in visits.values()))
    if call.ended_at is not None:
        decisions = decisions.filter(at__lte=call.ended_at)
    names = dict(Agent.objects.values_list("pk", "name"))
    told: dict[tuple[int, str], Row] = {}
    for decision in decisions.order_by("at", "pk")[:200]:
        for reason in decision.reasons:
            if reason["visit_id"] in visits:
                key = (reason["agent_id"], reason["code"])
                told.setdefault(key, {"at": moment(decision.at), **_told(reason, names)})
    return list(told.values())


def _told(reason: Row, names: dict[int, str]) -> Row:
    agent = names.get(reason["agent_id"], "")
    return {
        "agent_id": reason["agent_id"],
        "agent": agent,
        "code": reason["code"],
        "detail": reason["detail"],
    }


def voicemails(*, state: str | None = None) -> QuerySet[Voicemail]:
    """Messages, without their sound."""
    found = Voicemail.objects.defer("audio").select_related("call", "queue", "owner_agent")
    return found.filter(state=state) if state else found


def voicemail_row(message: Voicemail) -> Row:
    """A message as a list shows it; `has_audio` False while the sound is still at the carrier."""
    owner = message.owner_agent
    return {
        "id": str(message.pk),
        "call_id": str(message.call_id),
        "caller": caller_of(message.call),
        "queue": message.queue.name if message.queue else "",
        "left_at": moment(message.left_at),
        "duration_s": message.duration_s,
        "state": message.state,
        "due_at": moment(message.due_at),
        "owner": {"id": owner.pk, "name": owner.name} if owner else None,
        "has_audio": bool(message.audio_type),
        "done_at": moment(message.done_at),
        "done_by": message.done_by,
    }


def why_waiting(queue_id: int, now: datetime) -> list[Row]:
    """Each call waiting in a queue, its place, and for each agent the first reason why not, as of now."""
    line = waiting_visits(queue_id, offered=True)
    ids = [visit.visit_id for visit in line]
    calls_by_visit = {v.pk: v.call for v in QueueVisit.objects.filter(pk__in=ids).select_related("call")}
    ringing = dict(Offer.objects.filter(visit__in=ids, state="offered").values_list("visit_id", "agent_id"))
    names = dict(Agent.objects.values_list("pk", "name"))
    reasons = choose(routing_snapshot(now), now).reasons
    return [
        {
            "visit_id": str(visit.visit_id),
            "call_id": str(calls_by_visit[visit.visit_id].pk),
            "caller": caller_of(calls_by_visit[visit.visit_id]),
            "position": place,
            "waiting_since": moment(visit.enqueued_at),
            "ringing_at": _named(ringing.get(visit.visit_id), names),
            "reasons": [_reason(reason, names) for reason in reasons if reason.visit_id == visit.visit_id],
        }
        for place, visit in enumerate(in_order(line), start=1)
    ]


def _named(agent_id: int | None, names: dict[int, str]) -> Row | None:
    return {"agent_id": agent_id, "agent": names.get(agent_id, "")} if agent_id is not None else None


def _reason(reason: Reason, names: dict[int, str]) -> Row:
    return {
        "agent_id": reason.agent_id,
        "agent": names.get(reason.agent_id, ""),
        "code": reason.code.value,
        "detail": reason.detail,
    }


def _visit(visit: QueueVisit) -> Row:
    return {
        "id": str(visit.pk),
        "queue": visit.queue.name,
        "enqueued_at": moment(visit.enqueued_at),
        "left_at": moment(visit.left_at),
        "outcome": visit.outcome,
        "wait_ms": visit.wait_ms,
    }


def _offer(offer: Offer) -> Row:
    return {
        "id": str(offer.pk),
        "agent": offer.agent.name,
        "state": offer.state,
        "offered_at": moment(offer.offered_at),
        "ended_at": moment(offer.ended_at),
    }


def _handling(handling: Handling) -> Row:
    return {
        "id": str(handling.pk),
        "agent": handling.agent.name,
        "accepted_at": moment(handling.accepted_at),
        "connected_at": moment(handling.connected_at),
        "ended_at": moment(handling.ended_at),
        "talk_ms": talk_ms(
            began=handling.connected_at or handling.accepted_at,
            ended=handling.ended_at,
            hold_ms=handling.hold_ms,
        ),
        "hold_ms": handling.hold_ms,
        "ended_by": handling.ended_by,
        "wrapped_up_at": moment(handling.wrapped_up_at),
        "disposition": handling.disposition,
        "note": handling.note,
    }
