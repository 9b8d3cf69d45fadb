"""The agent desk as one agent sees it: every top-level key can be read alone, so that messages stay small."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from telephony.models import Agent, Call, Disposition, Handling, Offer, OfferState, Queue

Part = Any
RECENT = 10


def desk_snapshot(agent: Agent) -> dict[str, Part]:
    """Everything the desk shows. `seq` is read first: a message that overlaps only says it again."""
    return {"seq": agent.desk_seq, **desk_parts(agent, _PARTS)}


def desk_parts(agent: Agent, keys: Iterable[str]) -> dict[str, Part]:
    """The named top-level keys of the agent's snapshot."""
    return {key: _PARTS[key](agent) for key in keys}


def queues_part() -> list[dict[str, Part]]:
    """Each queue with how many wait in it and since when the longest does."""
    waiting = Q(visits__left_at=None, visits__isnull=False)
    queues = Queue.objects.annotate(
        waiting=Count("visits", filter=waiting), longest=Min("visits__place_at", filter=waiting)
    ).order_by("name", "id")
    return [
        {"id": q.pk, "name": q.name, "waiting": q.waiting, "longest_since": moment(q.longest)} for q in queues
    ]


def caller_of(call: Call) -> dict[str, Part]:
    """Who is calling, as the screen pop shows it."""
    return {
        "number": call.from_number,
        "name": call.caller_name,
        "contact_id": str(call.contact_id) if call.contact_id else None,
        "is_new": call.caller_is_new,
    }


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, or None."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def _agent(agent: Agent) -> Part:
    return {
        "id": agent.pk,
        "name": agent.name,
        "status": agent.state,
        "status_since": moment(agent.state_since),
    }


def _offer(agent: Agent) -> Part:
    open_offers = Offer.objects.filter(agent=agent, state=OfferState.OFFERED)
    offer = open_offers.select_related("call", "visit__queue").first()
    if offer is None:
        return None
    return {
        "id": str(offer.pk),
        "call_id": str(offer.call_id),
        "queue": _queue(offer.visit.queue),
        "caller": caller_of(offer.call),
        "queued_at": moment(offer.visit.place_at),
        "offered_at": moment(offer.offered_at),
        "expires_at": moment(offer.expires_at),
        "path": offer.call.path,
    }


def _call(agent: Agent) -> Part:
    live = Handling.objects.filter(agent=agent, ended_at=None)
    handling = live.select_related("call", "visit__queue").first()
    if handling is None:
        return None
    call = handling.call
    return {
        "id": str(call.pk),
        "handling_id": str(handling.pk),
        "state": call.state,
        "caller": caller_of(call),
        "queue": _queue(handling.visit.queue),
        "number": call.to_number,
        "accepted_at": moment(handling.accepted_at),
        "connected_at": moment(handling.connected_at),
        "held_since": moment(handling.held_since),
    }


def _wrapup(agent: Agent) -> Part:
    open_wrapups = Handling.objects.filter(agent=agent, ended_at__isnull=False, wrapped_up_at=None)
    handling = open_wrapups.select_related("call", "visit__queue").first()
    if handling is None:
        return None
    return {
        "handling_id": str(handling.pk),
        "call_id": str(handling.call_id),
        "caller": caller_of(handling.call),
        "queue": _queue(handling.visit.queue),
        "ended_at": moment(handling.ended_at),
        "due_at": moment(handling.wrapup_due_at),
    }


def _dispositions(agent: Agent) -> Part:
    return list(Disposition.objects.values("code", "label_en", "label_zh"))


def _recent(agent: Agent) -> Part:
    ended = Handling.objects.filter(agent=agent, ended_at__isnull=False).select_related("call")
    return [
        {
            "call_id": str(h.call_id),
            "caller": caller_of(h.call),
            "outcome": h.disposition or "answered",
            "at": moment(h.accepted_at),
        }
        for h in ended.order_by("-accepted_at")[:RECENT]
    ]


def _queue(queue: Queue) -> dict[str, Part]:
    return {"id": queue.pk, "name": queue.name}


_PARTS: dict[str, Callable[[Agent], Part]] = {
    "agent": _agent,
    "offer": _offer,
    "call": _call,
    "wrapup": _wrapup,
    "queues": lambda _agent: queues_part(),
    "dispositions": _dispositions,
    "recent": _recent,
}
