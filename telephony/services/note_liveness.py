"""The agent's page answered a ping: it is alive, and says whether its voice device is registered."""

from datetime import datetime

from telephony.engine.presence import AgentState
from telephony.models import Agent
from telephony.selectors_routing import is_alive
from telephony.services.route import route


def note_liveness(*, agent_id: int, console: str, voice_ready: bool, now: datetime) -> int | None:
    """Renew the lease of this console; the desk's last message number, None when another tab has the desk.

    An agent who becomes routable by this is looked at by routing at once.
    """
    agent = Agent.objects.filter(pk=agent_id, console=console, removed_at=None).first()
    if agent is None:
        return None
    was_alive = is_alive(agent, now)
    Agent.objects.filter(pk=agent_id, console=console).update(last_seen_at=now, voice_ready=voice_ready)
    if voice_ready and not was_alive and agent.state == AgentState.AVAILABLE:
        route(trigger="agent_alive", now=now)
    return agent.desk_seq
