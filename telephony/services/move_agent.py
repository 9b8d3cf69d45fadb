"""Change an agent's state together with the ledger of states."""

from datetime import datetime
from uuid import UUID

from telephony.engine import presence
from telephony.engine.presence import AgentMove, AgentState
from telephony.models import Agent, AgentStateInterval


class AgentMoved(Exception):
    """The agent is no longer in the state the caller of `move_agent` read."""


def move_agent(agent: Agent, move: AgentMove, *, at: datetime, call_id: UUID | None = None) -> None:
    """Compare-and-set the state of `agent` (as read under the routing lock) and turn the ledger's page.

    Raises presence.IllegalChange when the agent cannot do this now, AgentMoved when somebody was faster.
    """
    before = AgentState(agent.state)
    after = presence.advance(before, move)
    if after == before:
        return
    at = max(at, agent.state_since)
    idle = _idle_since(agent, move, after, at)
    changed = Agent.objects.filter(pk=agent.pk, state=before).update(
        state=after, state_since=at, idle_since=idle
    )
    if not changed:
        raise AgentMoved(f"Agent {agent.pk} is no longer {before}.")
    agent.state, agent.state_since, agent.idle_since = after, at, idle
    AgentStateInterval.objects.filter(agent=agent, ended_at=None).update(ended_at=at)
    AgentStateInterval.objects.create(agent=agent, state=after, started_at=at, call_id=call_id)


def _idle_since(agent: Agent, move: AgentMove, after: AgentState, at: datetime) -> datetime | None:
    if move in presence.KEEPS_IDLE_SINCE:
        return agent.idle_since
    return at if after in presence.ROUTABLE else agent.idle_since
