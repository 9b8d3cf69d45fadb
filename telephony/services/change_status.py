"""A person chooses to be available, on a break or offline."""

from datetime import datetime

from infra.base.problems import Refusal
from telephony.engine.presence import AgentMove, IllegalChange
from telephony.models import Agent
from telephony.realtime.publish import tell_agent
from telephony.services.locks import lock_routing
from telephony.services.move_agent import move_agent
from telephony.services.route import route

CHOICES = {
    "available": AgentMove.GO_AVAILABLE,
    "break": AgentMove.GO_BREAK,
    "offline": AgentMove.GO_OFFLINE,
}


class StatusRefused(Refusal):
    """The agent is ringing, talking or wrapping up; the detail says what to finish first."""

    code = "status_refused"
    detail = "Finish what you are doing first."


def change_status(*, agent_id: int, status: str, now: datetime) -> None:
    """Take the status available, break or offline; raises StatusRefused while a call has the agent."""
    lock_routing(now)
    agent = Agent.objects.get(pk=agent_id)
    try:
        move_agent(agent, CHOICES[status], at=now)
    except IllegalChange as refused:
        raise StatusRefused(str(refused)) from refused
    tell_agent(agent, "status.changed", ["agent"])
    route(trigger=f"status_{status}", now=now)
