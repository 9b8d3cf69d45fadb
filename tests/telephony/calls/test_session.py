"""Pages that close, come back, or never do."""

from datetime import timedelta

import pytest

from infra.base import timers
from infra.kit.clock import FixedClock
from telephony.engine.commands import Record
from telephony.models import Agent, Offer
from telephony.services.note_liveness import note_liveness
from telephony.services.open_console import NoDesk, close_console, open_console
from telephony.services.session_lost import session_lost
from telephony.services.setup.agents import remove_agent
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor


def _close(floor: Floor, agent: Agent) -> None:
    close_console(agent_id=agent.pk, console=f"console-{agent.user_id}", now=floor.now)


def test_an_agent_whose_page_stays_closed_goes_offline(acme: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        floor = Floor.open(clock.now())
        agent = floor.agent()
        _close(floor, agent)
    timers.run_due(clock.now() + timedelta(seconds=29))
    with in_tenant(acme):
        assert Agent.objects.get().state == "available"
    timers.run_due(clock.now() + timedelta(seconds=30))
    with in_tenant(acme):
        assert Agent.objects.get().state == "offline"


def test_a_reload_changes_nothing(floor: Floor) -> None:
    agent = floor.agent()
    _close(floor, agent)
    open_console(user_id=agent.user_id, console="again", now=floor.tick(2))
    assert not session_lost(agent_id=agent.pk, now=floor.tick(30))
    assert Agent.objects.get(pk=agent.pk).state == "available"


def test_a_closed_page_gets_no_call_even_before_that(floor: Floor) -> None:
    agent = floor.agent()
    _close(floor, agent)
    floor.press(floor.ring())
    assert not Offer.objects.exists()


def test_a_timer_of_an_earlier_reload_does_not_hit_a_later_one(floor: Floor) -> None:
    agent = floor.agent()
    _close(floor, agent)  # the first reload: its timer is due in 30 s
    open_console(user_id=agent.user_id, console=f"console-{agent.user_id}", now=floor.tick(29))
    _close(floor, agent)  # the second reload, a moment before
    assert not session_lost(agent_id=agent.pk, now=floor.tick(1))
    assert Agent.objects.get(pk=agent.pk).state == "available"
    assert session_lost(agent_id=agent.pk, now=floor.tick(29))


def test_a_call_at_hand_outlives_the_page(floor: Floor) -> None:
    agent = floor.agent()
    floor.talking()
    _close(floor, agent)
    assert not session_lost(agent_id=agent.pk, now=floor.tick(30))
    assert Agent.objects.get(pk=agent.pk).state == "talking"


def test_nobody_waits_for_a_chair_unseen_for_a_minute(floor: Floor) -> None:
    floor.agent()
    call = floor.ring()
    floor.tick(61)
    assert isinstance(floor.press(call)[-1], Record)


def test_the_older_tab_renews_nothing(floor: Floor) -> None:
    agent = floor.agent()
    open_console(user_id=agent.user_id, console="newer", now=floor.now)
    old = {"agent_id": agent.pk, "console": f"console-{agent.user_id}", "voice_ready": True}
    assert note_liveness(**old, now=floor.now) is None  # type: ignore[arg-type]
    _close(floor, agent)
    assert Agent.objects.get(pk=agent.pk).console == "newer"


def test_a_page_that_answers_again_is_given_the_waiting_call(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.ring()
    floor.tick(11)
    floor.press(call)
    alive = {"agent_id": agent.pk, "console": f"console-{agent.user_id}", "voice_ready": True}
    assert note_liveness(**alive, now=floor.now) is not None  # type: ignore[arg-type]
    assert floor.offer_of(call).agent_id == agent.pk


def test_who_is_no_agent_has_no_desk(floor: Floor) -> None:
    agent = floor.agent(status="break")
    remove_agent(agent.user_id, now=floor.now)
    for user_id in (agent.user_id, 1):
        with pytest.raises(NoDesk):
            open_console(user_id=user_id, console="x", now=floor.now)
