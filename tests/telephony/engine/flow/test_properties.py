"""What holds for every flow and every caller."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from telephony.engine.commands import Enqueue, Gather, Hangup, Record
from telephony.engine.events import CallerHungUp, FlowEvent, NoInput
from telephony.engine.flow import FlowContext, FlowState, Outcome, Refs, Step, begin, lint, step
from telephony.engine.queueing import HoursTable
from tests.telephony.engine.flow.generate import HOURS, QUEUES, answers, flows, json_values

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
REFS = Refs(frozenset(QUEUES), frozenset(HOURS))
CTX = FlowContext(NOW, "zh-CN", {"1": HoursTable.always(), "2": HoursTable("UTC", {})})
WAITS = (Gather, Enqueue, Record)
EASY = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def is_alive(taken: Step, event: FlowEvent | None = None) -> bool:
    """The caller is asked something, stands in line, is recorded, or the call ends properly."""
    if taken.done is None:
        return bool(taken.commands) and isinstance(taken.commands[-1], WAITS)
    if taken.done in (Outcome.CALLER_LEFT, Outcome.CONNECTED):
        return taken.commands == ()
    return isinstance(taken.commands[-1], Hangup)


def errors(flow: dict[str, Any]) -> list[str]:
    return [problem.code for problem in lint(flow, REFS) if problem.level == "error"]


@EASY
@given(flows(), st.lists(answers, max_size=25))
def test_a_flow_without_errors_never_dead_ends_and_never_fails(
    flow: dict[str, Any], said: list[FlowEvent]
) -> None:
    assume(not errors(flow))
    taken = begin(flow, CTX)
    assert is_alive(taken)
    for event in said:
        if taken.done is not None:
            break
        state = FlowState.from_json(taken.state.to_json())
        assert state == taken.state
        taken = step(flow, state, event, CTX)
        assert is_alive(taken, event)
        broken = [entry.exit for entry in taken.state.trace if entry.exit.startswith("error:")]
        assert set(broken) <= {"error:too_long_without_input", "error:too_many_steps"}


@EASY
@given(flows(), st.lists(answers, max_size=12))
def test_a_flow_with_errors_still_answers_every_time(flow: dict[str, Any], said: list[FlowEvent]) -> None:
    taken = begin(flow, CTX)
    assert is_alive(taken)
    for event in said:
        if taken.done is not None:
            break
        taken = step(flow, taken.state, event, CTX)
        assert is_alive(taken, event)


@EASY
@given(json_values, json_values, answers)
def test_nonsense_in_place_of_flow_and_state_is_answered(flow: Any, state: Any, event: FlowEvent) -> None:
    assert is_alive(begin(flow, CTX))
    taken = step(flow, FlowState.from_json(state), event, CTX)
    assert taken.done is not None or is_alive(taken, event)
    assert isinstance(lint(flow, REFS), list)


@EASY
@given(flows())
def test_a_caller_who_stays_silent_for_ever_gets_to_an_end_or_a_queue(flow: dict[str, Any]) -> None:
    assume(not errors(flow))
    taken = begin(flow, CTX)
    for _ in range(200):
        if taken.done is not None or isinstance(taken.commands[-1], Enqueue | Record):
            return
        taken = step(flow, taken.state, NoInput(), CTX)
    raise AssertionError("A silent caller was asked 200 times.")


@given(flows())
def test_the_same_answers_give_the_same_call(flow: dict[str, Any]) -> None:
    assert begin(flow, CTX) == begin(flow, CTX)


@given(flows())
def test_hanging_up_ends_every_flow_without_a_word(flow: dict[str, Any]) -> None:
    taken = begin(flow, CTX)
    assume(taken.done is None)
    gone = step(flow, taken.state, CallerHungUp(), CTX)
    assert (gone.commands, gone.done) == ((), Outcome.CALLER_LEFT)
