"""Run a flow: begin it, and step it with each answer; whatever is wrong, the caller hears something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telephony.engine.commands import Hangup
from telephony.engine.events import (
    CallerHungUp,
    DigitsPressed,
    FlowEvent,
    QueueExit,
    QueueExited,
    RecordingFinished,
    SpeechHeard,
)
from telephony.engine.flow.nodes import TYPES, NodeType, heard_text
from telephony.engine.flow.state import FlowContext, FlowState, Outcome, Step
from telephony.engine.flow.view import FlowBroken, FlowView, Node, apology
from telephony.engine.flow.walk import Walk


def begin(flow: Any, ctx: FlowContext) -> Step:
    """The first commands of a flow. Never raises: a broken flow apologises and hangs up."""
    return _safely(flow, FlowState(), ctx, lambda walk: _run(walk, walk.view.start))


def step(flow: Any, state: FlowState, event: FlowEvent, ctx: FlowContext) -> Step:
    """The commands after `event`. Never raises: what cannot go on takes the flow's error path.

    A flow that has ended stays ended and only hangs up. A caller who hung up gets no commands.
    """
    if state.done is not None:
        return Step(state, (Hangup(),), state.done)
    return _safely(flow, state, ctx, lambda walk: _answer(walk, event))


def _safely(flow: Any, state: FlowState, ctx: FlowContext, act: Callable[[Walk], None]) -> Step:
    walk = Walk(FlowView(flow), state, ctx)
    try:
        act(walk)
    except Exception as problem:  # the contract: no flow, however broken, may cost the caller an answer
        _rescue(walk, problem)
    return walk.result()


def _rescue(walk: Walk, problem: Exception) -> None:
    """Take the flow's error path once; after that, or without one, apologise and hang up."""
    first = not walk.rescued
    walk.rescue(problem.code if isinstance(problem, FlowBroken) else "internal")
    try:
        if not first:
            raise problem
        _run(walk, walk.view.on_error)
    except Exception:  # the error path is broken too
        walk.commands += (apology(walk.ctx.language), Hangup())
        walk.done = Outcome.FAILED


def _answer(walk: Walk, event: FlowEvent) -> None:
    node = walk.view.node(walk.node)
    if isinstance(event, CallerHungUp):
        walk.leave("hung_up")
        walk.done = Outcome.CALLER_LEFT
        return
    kind = _type(node)
    if kind.answer is None:
        raise FlowBroken("unexpected_answer")
    walk.check_time()
    if _is_sign_of_life(event):
        walk.quiet = 0
    taken = kind.answer(node, event, walk)
    if taken is not None:
        walk.leave(taken, heard_text(event))
        _run(walk, _target(node, taken))


def _run(walk: Walk, node_id: object) -> None:
    """Walk from a node until one waits or the flow ends."""
    while True:
        node = walk.enter(node_id)
        taken = _type(node).enter(node, walk)
        if taken is None:
            return
        walk.leave(taken)
        node_id = _target(node, taken)


def _type(node: Node) -> NodeType:
    kind = TYPES.get(node.type)
    if kind is None:
        raise FlowBroken("unknown_type")
    return kind


def _target(node: Node, taken: str) -> object:
    target = node.exits.get(taken)
    if not isinstance(target, str):
        raise FlowBroken("missing_exit")
    return target


def _is_sign_of_life(event: FlowEvent) -> bool:
    """Did the caller do something, or did real time pass? Then a loop is not spinning."""
    match event:
        case DigitsPressed(digits):
            return bool(digits)
        case SpeechHeard(text):
            return bool(text.strip())
        case RecordingFinished(duration_s):
            return duration_s > 0
        case QueueExited(reason):
            return reason is QueueExit.TIMEOUT
        case _:
            return False
