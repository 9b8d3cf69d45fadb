"""Hold, hang-up, wrap-up and status."""

from datetime import timedelta

import pytest

from infra.base.models import Timer
from infra.base.problems import NotFound
from telephony.models import Agent, Handling
from telephony.services.change_status import StatusRefused, change_status
from telephony.services.end_call import end_call
from telephony.services.finish_wrap_up import UnknownDisposition, expire_wrap_up, finish_wrap_up
from telephony.services.hold_call import NotTalking, hold_call, resume_call
from tests.telephony.calls.floor import Floor, desk, fresh


def test_hold_counts_and_resumes(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    call = handling.call
    hold_call(call_id=call.pk, agent_id=agent.pk, now=floor.now)
    hold_call(call_id=call.pk, agent_id=agent.pk, now=floor.tick(3))
    assert fresh(call).state == "held"
    resume_call(call_id=call.pk, agent_id=agent.pk, now=floor.tick(4))
    resume_call(call_id=call.pk, agent_id=agent.pk, now=floor.tick(1))
    assert fresh(call).state == "talking"
    assert Handling.objects.get(pk=handling.pk).hold_ms == 7000
    assert [c.payload["on"] for c in floor.commands("carrier.hold")] == [True, False]


def test_a_hold_that_is_on_ends_with_the_call(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    hold_call(call_id=handling.call_id, agent_id=agent.pk, now=floor.now)
    floor.hang_up(handling.call, at=floor.tick(9))
    done = Handling.objects.get(pk=handling.pk)
    assert (done.hold_ms, done.held_since) == (9000, None)


def test_only_a_conversation_can_be_held(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.queued()
    with pytest.raises(NotFound):
        hold_call(call_id=call.pk, agent_id=agent.pk, now=floor.now)
    floor.accepted(call)
    with pytest.raises(NotTalking):
        hold_call(call_id=call.pk, agent_id=agent.pk, now=floor.now)


def test_nobody_touches_another_agents_call(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    other = floor.agent()
    for act in (hold_call, resume_call, end_call):
        with pytest.raises(NotFound):
            act(call_id=handling.call_id, agent_id=other.pk, now=floor.now)


def test_the_agent_hangs_up(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    end_call(call_id=handling.call_id, agent_id=agent.pk, now=floor.tick(20))
    call = fresh(handling.call)
    assert (call.state, call.ended_by, call.outcome) == ("ended", "agent", "answered")
    assert [c.payload["call_ref"] for c in floor.commands("carrier.end")] == [call.carrier_sid]
    floor.hang_up(call, at=floor.tick(1), duration_s=41)
    assert (fresh(call).ended_by, fresh(call).duration_s) == ("agent", 41)
    assert fresh(call).ended_at == floor.now
    assert Handling.objects.get(pk=handling.pk).ended_by == "agent"


def test_the_wrap_up_ends_by_itself(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    floor.hang_up(handling.call)
    timer = Timer.objects.get(kind="wrapup_timeout")
    assert timer.due_at == floor.now + timedelta(seconds=120)
    assert not expire_wrap_up(handling_id=handling.pk, now=floor.tick(119))
    assert expire_wrap_up(handling_id=handling.pk, now=floor.tick(1))
    assert not expire_wrap_up(handling_id=handling.pk, now=floor.tick(1))
    assert Handling.objects.get(pk=handling.pk).disposition == "timeout"
    assert Agent.objects.get(pk=agent.pk).state == "available"


def test_a_finished_wrap_up_brings_the_next_call(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    floor.hang_up(handling.call)
    waiting = floor.queued("+12025550177")
    assert fresh(waiting).state == "queued"
    finish_wrap_up(handling_id=handling.pk, agent_id=agent.pk, disposition="solved", note="", now=floor.now)
    assert floor.offer_of(waiting).agent_id == agent.pk


def test_a_wrap_up_needs_a_known_code_and_its_own_agent(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    wrap_up = {"handling_id": handling.pk, "note": "", "now": floor.now}
    with pytest.raises(NotFound):
        finish_wrap_up(agent_id=agent.pk, disposition="solved", **wrap_up)  # type: ignore[arg-type]
    floor.hang_up(handling.call)
    with pytest.raises(UnknownDisposition):
        finish_wrap_up(agent_id=agent.pk, disposition="unheard of", **wrap_up)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        finish_wrap_up(agent_id=agent.pk + 1, disposition="solved", **wrap_up)  # type: ignore[arg-type]


def test_the_status_waits_for_the_call(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    with pytest.raises(StatusRefused, match="call first"):
        change_status(agent_id=agent.pk, status="break", now=floor.now)
    floor.hang_up(handling.call)
    with pytest.raises(StatusRefused, match="wrap-up first"):
        change_status(agent_id=agent.pk, status="break", now=floor.now)


def test_not_responding_is_left_by_being_available(floor: Floor) -> None:
    agent = floor.agent()
    Agent.objects.filter(pk=agent.pk).update(state="not_responding")
    change_status(agent_id=agent.pk, status="available", now=floor.now)
    assert desk(agent)["agent"]["status"] == "available"
