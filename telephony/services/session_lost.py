"""A page went away and did not come back: the agent is offline, so that nobody counts on an empty chair."""

from datetime import datetime, timedelta

from infra.base.timers import set_timer
from telephony.engine.presence import AgentMove, AgentState
from telephony.models import Agent
from telephony.realtime.publish import tell_agent
from telephony.services.locks import lock_routing
from telephony.services.move_agent import move_agent
from tenants.directory.context import current_tenant

GONE_AFTER = timedelta(seconds=30)


def watch_closed_console(*, agent_id: int, console: str, now: datetime) -> None:
    """Look again in half a minute whether the agent has come back (a reload takes a second or two)."""
    due_at = now + GONE_AFTER
    set_timer(tenant_key=current_tenant(), kind="session_gone", key=f"{agent_id}:{console}", due_at=due_at)


def session_lost(*, agent_id: int, now: datetime) -> bool:
    """Take an agent offline who has no open page; a call or wrap-up at hand goes on by its own timers.

    False when a page is open, or there is nothing to change.
    """
    lock_routing(now)
    # A timer of an earlier reload may come due in the second of a later one: what counts is the silence.
    silent = Agent.objects.filter(pk=agent_id, console="", last_seen_at__lte=now - GONE_AFTER)
    agent = silent.first()
    if agent is None:
        return False
    before = agent.state
    move_agent(agent, AgentMove.SESSION_LOST, at=now)
    if agent.state != before:
        tell_agent(agent, "status.changed", ["agent"])
    return agent.state == AgentState.OFFLINE and before != agent.state
