"""Calls through flows, step by step."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from telephony.engine.commands import Command, Enqueue, Gather, Hangup, Record, Say
from telephony.engine.events import (
    CallerHungUp,
    Connected,
    DigitsPressed,
    FlowContinued,
    FlowEvent,
    NoInput,
    QueueExit,
    QueueExited,
    RecordingFinished,
    SpeechHeard,
)
from telephony.engine.flow import FlowContext, FlowState, Outcome, Step, begin, default_flow, step
from telephony.engine.queueing import HoursTable

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
OPEN = FlowContext(NOW, "en", {"7": HoursTable.always()})
CLOSED = FlowContext(NOW, "en", {"7": HoursTable("UTC", {})})
CHINESE = FlowContext(NOW, "zh-CN", {"7": HoursTable.always()})
FRENCH = FlowContext(NOW, "fr", {"7": HoursTable.always()})
FLOW = default_flow("Acme", "en", {"sales": 1, "support": 2}, 7, "Welcome to Acme.", "Acme is closed.")


def call(*said: FlowEvent, ctx: FlowContext = OPEN, flow: Any = FLOW) -> Step:
    """The last step of a call in which the caller did these things."""
    taken = begin(flow, ctx)
    for event in said:
        taken = step(flow, FlowState.from_json(taken.state.to_json()), event, ctx)
    return taken


def spoken(commands: tuple[Command, ...]) -> list[str]:
    said = []
    for command in commands:
        prompts = command.prompts if isinstance(command, Gather) else (command,)
        said += [prompt.text for prompt in prompts if isinstance(prompt, Say)]
    return said


def changed(node_id: str, **fields: Any) -> dict[str, Any]:
    """The default flow with one node changed."""
    nodes = [node | fields if node["id"] == node_id else node for node in FLOW["nodes"]]
    return {**FLOW, "nodes": nodes}


def test_an_open_company_greets_and_asks() -> None:
    taken = call()
    assert spoken(taken.commands) == [
        "Welcome to Acme.",
        "For sales, press 1. For support, press 2, or stay on the line.",
    ]
    asked = taken.commands[-1]
    assert isinstance(asked, Gather)
    assert (asked.max_digits, asked.timeout_s, asked.finish_on_key, asked.speech) == (1, 5, "", False)
    assert (taken.state.node, taken.done) == ("main", None)


@pytest.mark.parametrize(("key", "queue"), [("1", "1"), ("2", "2")])
def test_a_key_leads_to_its_queue(key: str, queue: str) -> None:
    taken = call(DigitsPressed(key))
    assert taken.commands == (Enqueue(queue),)
    assert taken.done is None


def test_a_wrong_key_is_told_and_asked_again_then_support_takes_the_call() -> None:
    again = call(DigitsPressed("9"))
    assert spoken(again.commands)[0].startswith("That is not one of the choices.")
    assert again.state.attempts == 1
    assert call(DigitsPressed("9"), NoInput()).commands == (Enqueue("2"),)


def test_silence_is_asked_with_the_same_words_then_support_takes_the_call() -> None:
    assert spoken(call(NoInput()).commands) == spoken(call().commands)[1:]
    assert call(NoInput(), NoInput()).commands == (Enqueue("2"),)


def test_a_closed_company_takes_a_message() -> None:
    taken = call(ctx=CLOSED)
    assert taken.commands == (Say("Acme is closed.", "en"), Record(max_s=120))
    ended = call(RecordingFinished(12, "RE1"), ctx=CLOSED)
    assert isinstance(ended.commands[-1], Hangup)
    assert (ended.done, ended.state.vars["voicemail.closed"]) == (Outcome.HUNG_UP, "12")


@pytest.mark.parametrize("event", [RecordingFinished(0), RecordingFinished(1), FlowContinued(), NoInput()])
def test_an_empty_message_is_too_short(event: FlowEvent) -> None:
    assert call(event, ctx=CLOSED).state.trace[-2].exit == "too_short"


def test_a_caller_hears_the_own_language_and_else_the_default_one() -> None:
    assert spoken(call(ctx=CHINESE).commands)[0] == "感谢您致电Acme。"
    assert call(ctx=FRENCH).commands[0] == Say("Welcome to Acme.", "en")


@pytest.mark.parametrize("reason", QueueExit)
def test_a_queue_that_gives_the_caller_back_leads_on(reason: QueueExit) -> None:
    taken = call(DigitsPressed("1"), QueueExited(reason))
    assert isinstance(taken.commands[-1], Record)
    assert taken.state.node == ("closed" if reason is QueueExit.CLOSED else "nobody")


def test_an_agent_who_answers_ends_the_flow() -> None:
    taken = call(DigitsPressed("1"), Connected())
    assert (taken.done, taken.commands, taken.state.trace[-1].exit) == (Outcome.CONNECTED, (), "connected")


def test_a_repeated_question_finds_the_caller_in_the_same_queue() -> None:
    assert call(DigitsPressed("1"), FlowContinued()).commands == (Enqueue("1"),)


def test_the_trace_tells_the_way() -> None:
    trace = call(DigitsPressed("9"), DigitsPressed("1"), CallerHungUp()).state.trace
    assert [(entry.node, entry.input, entry.exit) for entry in trace] == [
        ("start", "", "next"),
        ("hours", "", "open"),
        ("welcome", "", "next"),
        ("main", "9", ""),
        ("main", "1", "sales"),
        ("sales", "", "hung_up"),
    ]
    assert {entry.at for entry in trace} == {NOW.isoformat()}


def test_a_flow_that_has_ended_stays_ended() -> None:
    ended = call(CallerHungUp())
    assert step(FLOW, ended.state, DigitsPressed("1"), OPEN) == Step(
        ended.state, (Hangup(),), Outcome.CALLER_LEFT
    )


SPEECH = changed(
    "main",
    params={
        "prompt": {"en": "Say sales or new orders."},
        "mode": "both",
        "options": [
            {"exit": "sales", "digits": "1", "phrases": ["new orders", "销售"]},
            {"exit": "support", "digits": "2", "phrases": ["orders", "order status"]},
        ],
    },
)


@pytest.mark.parametrize(
    ("words", "queue"),
    [
        ("New orders, please!", "1"),
        ("my orders", "2"),
        ("ORDER STATUS", "2"),
        ("我要找销售部", "1"),
        ("2", "2"),
        ("１", "1"),
    ],
)
def test_words_are_understood(words: str, queue: str) -> None:
    assert call(SpeechHeard(words, 0.9), flow=SPEECH).commands == (Enqueue(queue),)


@pytest.mark.parametrize("words", ["disorders", "order", "", "  ", "12"])
def test_other_words_are_asked_again(words: str) -> None:
    taken = call(SpeechHeard(words), flow=SPEECH)
    assert isinstance(taken.commands[-1], Gather)
    assert taken.commands[-1].hints == ("new orders", "销售", "orders", "order status")


def test_choices_of_two_keys_wait_for_both() -> None:
    options = [{"exit": "sales", "digits": "10"}, {"exit": "support", "digits": "2"}]
    flow = changed("main", params={"prompt": {"en": "Press 10."}, "options": options})
    asked = call(flow=flow).commands[-1]
    assert isinstance(asked, Gather)
    assert (asked.max_digits, asked.finish_on_key) == (2, "#")
    assert call(DigitsPressed("10"), flow=flow).commands == (Enqueue("1"),)


BROKEN: list[tuple[str, Any, str]] = [
    ("an exit that leads nowhere", changed("welcome", exits={"next": "gone"}), "error:unknown_node"),
    ("an exit that is missing", changed("welcome", exits={}), "error:missing_exit"),
    ("a type from the future", changed("welcome", type="http"), "error:unknown_type"),
    ("a schedule that was deleted", changed("hours", params={"schedule": "8"}), "error:unknown_schedule"),
    ("a queue without an id", changed("main", type="queue", params={}), "error:unknown_queue"),
    ("a loop without input", changed("welcome", exits={"next": "welcome"}), "error:too_long_without_input"),
]


@pytest.mark.parametrize(("name", "flow", "code"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_what_is_broken_takes_the_error_path(name: str, flow: Any, code: str) -> None:
    taken = begin(flow, OPEN)
    assert code in [entry.exit for entry in taken.state.trace]
    assert spoken(taken.commands)[-1].startswith("We are sorry, something went wrong")
    assert (taken.commands[-1], taken.done) == (Hangup(), Outcome.HUNG_UP)
    assert taken.state.trace[-1].node == "sorry"


@pytest.mark.parametrize("flow", [{}, None, [], "flow", {"nodes": 3}, {"start": "a", "on_error": "a"}])
def test_without_an_error_path_the_caller_hears_an_apology(flow: Any) -> None:
    taken = begin(flow, CHINESE)
    assert taken.commands == (Say("很抱歉，系统出了一点问题，请过几分钟再拨打。", "zh-CN"), Hangup())
    assert taken.done is Outcome.FAILED


def test_an_error_path_that_breaks_again_is_not_tried_twice() -> None:
    flow = {**changed("sorry", type="say", exits={"next": "sorry"}), "start": "gone"}
    taken = begin(flow, OPEN)
    assert taken.done is Outcome.FAILED
    assert len(taken.commands) <= 60


@pytest.mark.parametrize(("seconds", "queue"), [(59, True), (61, False)])
def test_a_call_may_not_stay_in_a_flow_for_ever(seconds: int, queue: bool) -> None:
    flow = {**FLOW, "limits": {"seconds": 60}}
    later = FlowContext(NOW + timedelta(seconds=seconds), "en", OPEN.hours)
    taken = step(flow, begin(flow, OPEN).state, DigitsPressed("1"), later)
    assert isinstance(taken.commands[-1], Enqueue) is queue
    assert ("error:too_long" in [entry.exit for entry in taken.state.trace]) is not queue


def test_a_state_that_cannot_be_read_is_recovered_from() -> None:
    taken = step(FLOW, FlowState.from_json({"node": 7, "trace": "x", "vars": []}), DigitsPressed("1"), OPEN)
    assert taken.done is Outcome.HUNG_UP
    assert spoken(taken.commands)[-1].startswith("We are sorry")


def test_going_round_a_menu_in_silence_ends() -> None:
    flow = changed("main", exits=FLOW["nodes"][3]["exits"] | {"no_input": "main"})
    taken = begin(flow, OPEN)
    for _ in range(60):
        if taken.done:
            break
        taken = step(flow, taken.state, NoInput(), OPEN)
    assert "error:too_long_without_input" in [entry.exit for entry in taken.state.trace]
