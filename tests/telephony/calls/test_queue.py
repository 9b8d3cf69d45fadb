"""Waiting: what the caller hears, and every way out."""

import pytest

from telephony.engine.commands import (
    Command,
    Enqueue,
    Hangup,
    JoinConference,
    Leave,
    Pause,
    Play,
    Record,
    Say,
)
from telephony.engine.events import QueueLeft, QueueResult
from telephony.models import Agent, BusinessHours, Queue
from telephony.services.leave_queue import leave_queue
from telephony.services.wait_in_queue import wait_in_queue
from tests.telephony.calls.floor import Floor, fresh, visit_of

MUSIC = "https://example.test/music.wav"


def _wait(floor: Floor, ref: str) -> tuple[Command, ...]:
    return wait_in_queue(call_ref=ref, music_url=MUSIC, now=floor.now)


def _left(floor: Floor, ref: str, result: QueueResult) -> tuple[Command, ...]:
    return leave_queue(left=QueueLeft(ref, result, 5, result.value), now=floor.now)


@pytest.fixture
def waiting(floor: Floor) -> Floor:
    """A call centre whose only agent is on a break."""
    floor.agent(status="break")
    return floor


def test_callers_hear_their_place_and_music(waiting: Floor) -> None:
    first = waiting.queued("+12025550101")
    waiting.tick(1)
    second = waiting.queued("+12025550102")
    assert _wait(waiting, first.carrier_sid) == (
        Say("You are next. Please stay on the line.", "en"),
        Play(MUSIC),
    )
    assert _wait(waiting, second.carrier_sid)[0] == Say("You are number 2 in the queue.", "en")


def test_chinese_callers_hear_chinese(waiting: Floor) -> None:
    waiting.queued("+12025550101")
    waiting.tick(1)
    call = waiting.queued("+8613800138000")
    assert _wait(waiting, call.carrier_sid)[0] == Say("您在队列中排第2位。", "zh-CN")


def test_a_queue_may_have_its_own_music(waiting: Floor) -> None:
    Queue.objects.update(music_url="https://example.test/jazz.mp3")
    call = waiting.queued()
    assert _wait(waiting, call.carrier_sid)[1] == Play("https://example.test/jazz.mp3")


def test_a_ringing_call_keeps_its_place(floor: Floor) -> None:
    floor.agent()
    floor.queued("+12025550101")
    floor.tick(1)
    second = floor.queued("+12025550102")
    assert _wait(floor, second.carrier_sid)[0] == Say("You are number 2 in the queue.", "en")


def test_after_an_acceptance_the_wait_is_quiet(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    floor.accepted(call)
    assert _wait(floor, call.carrier_sid) == (Pause(1),)


def test_the_flow_takes_the_caller_back_after_the_longest_wait(waiting: Floor) -> None:
    call = waiting.queued()
    waiting.tick(600)
    assert _wait(waiting, call.carrier_sid) == (Leave(),)
    commands = _left(waiting, call.carrier_sid, QueueResult.LEFT)
    assert isinstance(commands[-1], Record)
    assert visit_of(call).outcome == "overflow"
    assert fresh(call).state == "voicemail"


def test_leaving_while_an_agent_is_rung_takes_the_offer_back(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.queued()
    _left(floor, call.carrier_sid, QueueResult.FULL)
    assert floor.offer_of(call).state == "cancelled"
    assert Agent.objects.get(pk=agent.pk).state == "available"


def test_hanging_up_in_the_queue_is_an_abandon(waiting: Floor) -> None:
    call = waiting.queued()
    waiting.tick(9)
    assert _left(waiting, call.carrier_sid, QueueResult.HUNG_UP) == ()
    assert (fresh(call).outcome, visit_of(call).outcome) == ("abandoned", "abandoned")
    waiting.hang_up(call, duration_s=12)
    assert (fresh(call).outcome, fresh(call).duration_s) == ("abandoned", 12)


def test_a_redirect_out_of_the_queue_needs_no_answer(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    floor.accepted(call)
    assert _left(floor, call.carrier_sid, QueueResult.REDIRECTED) == ()
    assert fresh(call).state == "connecting"


def test_leaving_just_after_an_acceptance_leads_to_the_agent(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    floor.accepted(call)
    assert isinstance(_left(floor, call.carrier_sid, QueueResult.LEFT)[0], JoinConference)


def test_nobody_waits_when_nobody_is_logged_in(floor: Floor) -> None:
    floor.agent(status="offline")
    commands = floor.press(floor.ring())
    assert isinstance(commands[-1], Record)
    assert not any(isinstance(c, Enqueue) for c in commands)


def test_nobody_waits_in_a_closed_queue(floor: Floor) -> None:
    floor.agent()
    hours = BusinessHours.objects.create(name="Never", timezone="UTC", weekly={}, closures=[])
    Queue.objects.update(hours=hours)
    call = floor.ring()
    assert isinstance(floor.press(call)[-1], Record)
    assert fresh(call).state == "voicemail"


def test_a_call_we_do_not_know_is_not_left_in_silence(floor: Floor) -> None:
    assert _left(floor, "CAnobody", QueueResult.LEFT) == ()
    assert _wait(floor, "CAnobody") == (Pause(1),)
    assert floor.press(type("Call", (), {"carrier_sid": "CAnobody"})())[-1] == Hangup()
