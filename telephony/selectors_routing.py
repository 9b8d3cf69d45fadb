"""What routing decides from: who waits, who could take a call, and why somebody still waits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from telephony.engine.presence import AgentState
from telephony.engine.routing import AgentView, Snapshot, WaitingVisit
from telephony.models import Agent, AgentSkill, Handling, Offer, OfferState, QueueVisit

ALIVE_FOR = timedelta(seconds=10)


def routing_snapshot(now: datetime) -> Snapshot:
    """Waiting visits without a live offer, and every agent as routing sees one."""
    waiting = waiting_visits()
    return Snapshot(waiting, agent_views(now) if waiting else ())


def waiting_visits(queue_id: int | None = None, *, offered: bool = False) -> tuple[WaitingVisit, ...]:
    """Visits that are in a queue now; with `offered` also those an agent's desk is ringing for."""
    visits = QueueVisit.objects.filter(left_at=None).select_related("queue")
    if queue_id is not None:
        visits = visits.filter(queue_id=queue_id)
    if not offered:
        live = Offer.objects.filter(visit=OuterRef("pk"), state__in=[OfferState.OFFERED, OfferState.ACCEPTED])
        visits = visits.filter(~Exists(live))
    found = list(visits)
    refused = _refused(visit.pk for visit in found)
    return tuple(
        WaitingVisit(
            visit_id=visit.pk,
            queue_id=visit.queue_id,
            skill=visit.queue.skill_id,
            enqueued_at=visit.place_at,
            priority=visit.priority,
            excluded=frozenset(refused.get(visit.pk, ())),
        )
        for visit in found
    )


def agent_views(now: datetime) -> tuple[AgentView, ...]:
    """Every agent of the tenant who was not removed."""
    skills: defaultdict[int, set[int]] = defaultdict(set)
    for agent_id, skill_id in AgentSkill.objects.values_list("agent_id", "skill_id"):
        skills[agent_id].add(skill_id)
    offered = Offer.objects.filter(agent=OuterRef("pk"), state=OfferState.OFFERED)
    working = Handling.objects.filter(agent=OuterRef("pk"), wrapped_up_at=None)
    agents = Agent.objects.filter(removed_at=None).annotate(taken=Exists(offered), working=Exists(working))
    return tuple(
        AgentView(
            agent_id=agent.pk,
            status=AgentState(agent.state),
            skills=frozenset(skills[agent.pk]),
            idle_since=agent.idle_since or agent.state_since,
            logged_in=agent.state != AgentState.OFFLINE,
            session_alive=is_alive(agent, now),
            capacity_free=not (agent.taken or agent.working),
        )
        for agent in agents
    )


def is_alive(agent: Agent, now: datetime) -> bool:
    """True when the page answered a ping within ten seconds and its voice device is registered."""
    seen = agent.last_seen_at
    return agent.voice_ready and seen is not None and now - seen <= ALIVE_FOR


def _refused(visit_ids: Iterable[UUID]) -> dict[UUID, set[int]]:
    gone = Offer.objects.filter(
        visit__in=list(visit_ids), state__in=[OfferState.TIMEOUT, OfferState.DECLINED]
    )
    refused: defaultdict[UUID, set[int]] = defaultdict(set)
    for visit_id, agent_id in gone.values_list("visit_id", "agent_id"):
        refused[visit_id].add(agent_id)
    return refused
