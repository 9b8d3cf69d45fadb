"""Which waiting call is offered to which agent, and for everyone else the first reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from telephony.engine.presence import ROUTABLE, AgentState


@dataclass(frozen=True, slots=True)
class WaitingVisit:
    """A call waiting in a queue; `excluded` are agents who let it ring out or declined it this visit.

    `skill` None means that anybody will do. A higher `priority` goes first.
    """

    visit_id: UUID
    queue_id: int
    skill: int | None
    enqueued_at: datetime
    priority: int = 0
    excluded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AgentView:
    """An agent as routing sees one.

    `session_alive`: the page answered lately and its voice device is registered;
    `capacity_free`: no offer is ringing and no call or wrap-up is open.
    """

    agent_id: int
    status: AgentState
    skills: frozenset[int]
    idle_since: datetime
    logged_in: bool = True
    session_alive: bool = True
    capacity_free: bool = True


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a decision is made from."""

    waiting: tuple[WaitingVisit, ...]
    agents: tuple[AgentView, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Offer this visit to this agent."""

    visit_id: UUID
    agent_id: int


class Why(StrEnum):
    """The first thing that stood against an agent, in the order they are looked at."""

    NOT_LOGGED_IN = "not_logged_in"
    SESSION_STALE = "session_stale"
    STATUS = "status"
    CAPACITY = "capacity"
    SKILL = "skill"
    EXCLUDED_AFTER_DECLINE = "excluded_after_decline"
    OTHER_CALL_FIRST = "other_call_first"
    LONGER_IDLE_FIRST = "longer_idle_first"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this agent was not offered this visit; `detail` names the status, skill or call meant."""

    visit_id: UUID
    agent_id: int
    code: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The offers to make now, and a reason for each visit-agent pair that was not chosen."""

    offers: tuple[Pairing, ...]
    reasons: tuple[Reason, ...]


def _blocked(agent: AgentView) -> tuple[Why, str] | None:
    """What keeps an agent from any call at all."""
    if not agent.logged_in:
        return Why.NOT_LOGGED_IN, ""
    if not agent.session_alive:
        return Why.SESSION_STALE, ""
    if agent.status not in ROUTABLE:
        return Why.STATUS, agent.status.value
    if not agent.capacity_free:
        return Why.CAPACITY, ""
    return None


def _able(visit: WaitingVisit, agent: AgentView) -> bool:
    return visit.skill is None or visit.skill in agent.skills


def _order(visit: WaitingVisit, now: datetime) -> tuple[int, datetime, str]:
    return (-visit.priority, min(visit.enqueued_at, now), str(visit.visit_id))


def _idle(agent: AgentView) -> tuple[datetime, int]:
    return (agent.idle_since, agent.agent_id)


def _candidates(visit: WaitingVisit, agents: list[AgentView]) -> list[AgentView]:
    """Able agents, longest idle first; those who let this visit go come after everybody else."""
    able = [agent for agent in agents if _able(visit, agent)]
    return sorted(able, key=lambda agent: (agent.agent_id in visit.excluded, *_idle(agent)))


def choose(snapshot: Snapshot, now: datetime) -> Decision:
    """Pair waiting visits with agents, each at most once.

    The oldest call of the highest priority goes first, to the longest-idle able agent. An agent who
    declined a call or let it ring out gets it again only when no other able agent is free. The order
    of the snapshot's tuples does not matter. `now` is the moment of the decision; moments in the
    snapshot later than it (a clock that ran ahead) count as now.
    """
    free = [agent for agent in snapshot.agents if _blocked(agent) is None]
    taken: dict[int, UUID] = {}
    offers: list[Pairing] = []
    for visit in sorted(snapshot.waiting, key=lambda v: _order(v, now)):
        chosen = next((a for a in _candidates(visit, free) if a.agent_id not in taken), None)
        if chosen is not None:
            taken[chosen.agent_id] = visit.visit_id
            offers.append(Pairing(visit.visit_id, chosen.agent_id))
    return Decision(tuple(offers), tuple(_reasons(snapshot, taken, now)))


def _reasons(snapshot: Snapshot, taken: dict[int, UUID], now: datetime) -> list[Reason]:
    reasons = []
    for visit in sorted(snapshot.waiting, key=lambda v: _order(v, now)):
        for agent in sorted(snapshot.agents, key=_idle):
            if taken.get(agent.agent_id) != visit.visit_id:
                code, detail = _why(visit, agent, taken)
                reasons.append(Reason(visit.visit_id, agent.agent_id, code, detail))
    return reasons


def _why(visit: WaitingVisit, agent: AgentView, taken: dict[int, UUID]) -> tuple[Why, str]:
    blocked = _blocked(agent)
    if blocked is not None:
        return blocked
    if not _able(visit, agent):
        return Why.SKILL, str(visit.skill)
    if agent.agent_id in visit.excluded and visit.visit_id in taken.values():
        return Why.EXCLUDED_AFTER_DECLINE, ""
    if agent.agent_id in taken:
        return Why.OTHER_CALL_FIRST, str(taken[agent.agent_id])
    return Why.LONGER_IDLE_FIRST, ""
