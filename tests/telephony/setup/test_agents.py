"""People become agents and stop being agents."""

import pytest

from infra.kit.clock import FixedClock
from telephony.models import Agent, AgentStateInterval
from telephony.services.setup.agents import AgentBusy, add_agent, remove_agent
from tenants.directory.context import in_tenant


def test_an_agent_is_added_once_and_knows_every_queue(furnished: str, clock: FixedClock) -> None:
    with in_tenant(furnished):
        first = add_agent(900, "Ann", "ann@acme.example", now=clock.now())
        assert add_agent(900, "Ann Lee", "ann@acme.example", now=clock.now()) == first
        agent = Agent.objects.get(user_id=900)
        assert (agent.name, agent.skills.count()) == ("Ann Lee", 2)
        assert AgentStateInterval.objects.filter(agent=agent, ended_at=None).count() == 1


def test_a_removed_agent_is_offline_and_may_come_back(furnished: str, clock: FixedClock) -> None:
    with in_tenant(furnished):
        agent_id = add_agent(900, "Ann", "", now=clock.now())
        Agent.objects.filter(pk=agent_id).update(state="available")
        clock.advance(60)
        assert remove_agent(900, now=clock.now())
        assert not remove_agent(900, now=clock.now())
        assert not remove_agent(901, now=clock.now())
        gone = Agent.objects.get(pk=agent_id)
        assert (gone.state, gone.removed_at) == ("offline", clock.now())
        assert add_agent(900, "Ann", "", now=clock.now()) == agent_id
        assert Agent.objects.get(pk=agent_id).removed_at is None


@pytest.mark.parametrize("state", ["talking", "ringing", "wrap_up"])
def test_an_agent_on_a_call_stays(furnished: str, clock: FixedClock, state: str) -> None:
    with in_tenant(furnished):
        agent_id = add_agent(900, "Ann", "", now=clock.now())
        Agent.objects.filter(pk=agent_id).update(state=state)
        with pytest.raises(AgentBusy):
            remove_agent(900, now=clock.now())
        assert Agent.objects.get(pk=agent_id).removed_at is None
