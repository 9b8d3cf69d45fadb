"""Reads of the facts other apps count and charge by; all inside a tenant, periods half-open."""

from datetime import datetime, timedelta

from telephony.facts import (
    AgentInfo,
    BillableCall,
    HandlingFact,
    IntervalFact,
    NumberInfo,
    QueueInfo,
    VisitFact,
)
from telephony.models import Agent, AgentStateInterval, Call, Handling, NumberRoute, Queue, QueueVisit


def queue_visits(start: datetime, end: datetime) -> list[VisitFact]:
    """Visits that began in [start, end), oldest first; open ones too."""
    visits = QueueVisit.objects.filter(enqueued_at__gte=start, enqueued_at__lt=end)
    return [
        VisitFact(
            id=v.pk,
            call_id=v.call_id,
            queue_id=v.queue_id,
            queue_name=v.queue.name,
            enqueued_at=v.enqueued_at,
            left_at=v.left_at,
            outcome=v.outcome,
            wait_ms=v.wait_ms,
            target_s=v.queue.target_s,
            short_abandon_s=v.queue.short_abandon_s,
            answered_by=v.handling.agent_id if hasattr(v, "handling") else None,
        )
        for v in visits.select_related("queue", "handling").order_by("enqueued_at", "pk")
    ]


def handlings(start: datetime, end: datetime) -> list[HandlingFact]:
    """Handlings whose visit began in [start, end), so that they are counted where the visit is."""
    found = Handling.objects.filter(visit__enqueued_at__gte=start, visit__enqueued_at__lt=end)
    return [
        HandlingFact(
            id=h.pk,
            visit_id=h.visit_id,
            call_id=h.call_id,
            queue_id=h.visit.queue_id,
            agent_id=h.agent_id,
            accepted_at=h.accepted_at,
            connected_at=h.connected_at,
            ended_at=h.ended_at,
            hold_ms=h.hold_ms,
            wrapped_up_at=h.wrapped_up_at,
        )
        for h in found.select_related("visit").order_by("accepted_at", "pk")
    ]


def agent_intervals(start: datetime, end: datetime) -> list[IntervalFact]:
    """Intervals that touch [start, end), unclipped."""
    touching = AgentStateInterval.objects.filter(started_at__lt=end).exclude(ended_at__lte=start)
    return [
        IntervalFact(i.agent_id, i.state, i.started_at, i.ended_at, i.call_id)
        for i in touching.order_by("started_at", "pk")
    ]


def queues() -> list[QueueInfo]:
    """Every queue of the tenant by name."""
    rows = Queue.objects.order_by("name", "pk")
    return [QueueInfo(q.pk, q.name, q.target_s, q.short_abandon_s) for q in rows]


def agents() -> list[AgentInfo]:
    """Every agent who was not removed, by name."""
    rows = Agent.objects.filter(removed_at=None).order_by("name", "pk")
    return [AgentInfo(a.pk, a.user_id, a.name, a.state) for a in rows]


def agent_of(user_id: int) -> AgentInfo | None:
    """The agent this person is, or None."""
    agent = Agent.objects.filter(user_id=user_id, removed_at=None).first()
    return AgentInfo(agent.pk, agent.user_id, agent.name, agent.state) if agent else None


def numbers() -> list[NumberInfo]:
    """Every number that a flow answers."""
    return [NumberInfo(r.e164, r.label) for r in NumberRoute.objects.order_by("e164")]


def billable_calls(start: datetime, end: datetime) -> list[BillableCall]:
    """Real calls that began in [start, end) and are over; a minute that was begun counts.

    The carrier's count of seconds is used; until it has told it, the time between our start and end.
    A company that was suspended is not charged for callers we turned away.
    """
    ended = Call.objects.filter(started_at__gte=start, started_at__lt=end, ended_at__isnull=False)
    ended = ended.exclude(outcome=Call.SUSPENDED)
    return [_billable(call) for call in ended.filter(is_sample=False).order_by("started_at", "pk")]


def earliest_unfinished() -> datetime | None:
    """When the oldest call began that is still going on or being wrapped up; None when there is none."""
    open_call = Call.objects.filter(ended_at=None).order_by("started_at").first()
    wrapping = Handling.objects.filter(wrapped_up_at=None).select_related("call").order_by("call__started_at")
    handling = wrapping.first()
    begun = [c.started_at for c in (open_call, handling.call if handling else None) if c]
    return min(begun, default=None)


def changed_since(at: datetime) -> datetime | None:
    """When the oldest call began of all that changed at or after `at`; None when nothing changed."""
    changed = Call.objects.filter(changed_at__gte=at).order_by("started_at").first()
    return changed.started_at if changed else None


def has_samples() -> bool:
    """Whether sample calls stand in this tenant."""
    return Call.objects.filter(is_sample=True).exists()


def _billable(call: Call) -> BillableCall:
    ended_at = call.ended_at or call.started_at
    seconds = call.duration_s
    if seconds is None:
        seconds = -((call.started_at - ended_at) // timedelta(seconds=1))
    return BillableCall(
        call_id=call.pk,
        carrier_sid=call.carrier_sid,
        direction=call.direction,
        started_at=call.started_at,
        ended_at=ended_at,
        duration_s=seconds,
        minutes=-(-seconds // 60),
    )
