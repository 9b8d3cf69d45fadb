"""Make a person an agent, and take that back."""

from __future__ import annotations

from datetime import datetime

from infra.base.problems import Refusal
from telephony.engine.presence import AgentMove, AgentState, IllegalChange
from telephony.models import Agent, AgentSkill, AgentStateInterval, Skill
from telephony.services.locks import lock_routing
from telephony.services.move_agent import move_agent


class AgentBusy(Refusal):
    """The agent is on a call or in wrap-up."""

    code = "agent_busy"
    detail = "This agent is on a call. Wait until the call and its wrap-up are over."


def add_agent(user_id: int, name: str, email: str, *, now: datetime, expert: bool = True) -> int:
    """Make a person an agent, or one again, and return the agent's id; with `expert` in every skill.

    Doing it twice only renews name and e-mail.
    """
    agent, created = Agent.objects.get_or_create(
        user_id=user_id, defaults={"name": name, "email": email, "state_since": now}
    )
    if created:
        AgentStateInterval.objects.create(agent=agent, state=agent.state, started_at=now)
    else:
        Agent.objects.filter(pk=agent.pk).update(name=name, email=email, removed_at=None)
    if expert and not agent.agent_skills.exists():
        AgentSkill.objects.bulk_create(
            AgentSkill(agent=agent, skill=skill, level=3) for skill in Skill.objects.all()
        )
    return agent.pk


def remove_agent(user_id: int, *, now: datetime) -> bool:
    """Take somebody out of routing; their history stays. False when the person is no agent.

    Raises AgentBusy while a call, offer or wrap-up is open.
    """
    lock_routing(now)
    agent = Agent.objects.filter(user_id=user_id, removed_at=None).first()
    if agent is None:
        return False
    if agent.state != AgentState.OFFLINE:
        try:
            move_agent(agent, AgentMove.GO_OFFLINE, at=now)
        except IllegalChange as busy:
            raise AgentBusy from busy
    Agent.objects.filter(pk=agent.pk).update(removed_at=now, voice_ready=False)
    return True
