"""One walk through a flow: from an answer to the next node that waits, or to the end."""

from __future__ import annotations

from datetime import datetime

from telephony.engine.commands import Command
from telephony.engine.flow.state import FlowContext, FlowState, Outcome, Step, TraceEntry
from telephony.engine.flow.view import (
    MAX_QUIET,
    MAX_SECONDS,
    MAX_STEPS,
    RESCUE_STEPS,
    FlowBroken,
    FlowView,
    Node,
)


class Walk:
    """What a walk has gathered so far; made anew for every event, so the stored state stays immutable."""

    def __init__(self, view: FlowView, state: FlowState, ctx: FlowContext) -> None:
        self.view = view
        self.ctx = ctx
        self.node = state.node
        self.attempts = state.attempts
        self.vars = dict(state.vars)
        self.trace = list(state.trace)
        self.steps = state.steps
        self.quiet = state.quiet
        self.rescued = state.rescued
        self.commands: list[Command] = []
        self.done: Outcome | None = None

    def enter(self, node_id: object) -> Node:
        """Stand on a node; raises FlowBroken when it is missing or the walk has become too long."""
        node = self.view.node(node_id)
        self.count()
        self.node, self.attempts = node.id, 0
        self.trace.append(TraceEntry(node.id, self.ctx.now.isoformat()))
        return node

    def again(self, heard: str) -> None:
        """Note a wrong or empty answer at the node, which then asks again."""
        self.count()
        self.attempts += 1
        self._close(heard, "")
        self.trace.append(TraceEntry(self.node, self.ctx.now.isoformat()))

    def leave(self, exit_name: str, heard: str = "") -> None:
        """Note how the node was left."""
        self._close(heard, exit_name)

    def count(self) -> None:
        """One more step; raises FlowBroken over the limits."""
        self.steps += 1
        self.quiet += 1
        most = RESCUE_STEPS if self.rescued else self.view.limit("steps", MAX_STEPS)
        if self.steps > most:
            raise FlowBroken("too_many_steps")
        if self.quiet > self.view.limit("visits_without_input", MAX_QUIET):
            raise FlowBroken("too_long_without_input")

    def check_time(self) -> None:
        """Raises FlowBroken when the call has been in the flow longer than the flow allows."""
        began = _moment(self.trace[0].at) if self.trace else None
        if began is None or self.rescued:
            return
        if (self.ctx.now - began).total_seconds() > self.view.limit("seconds", MAX_SECONDS):
            raise FlowBroken("too_long")

    def rescue(self, code: str) -> None:
        """Note the failure and give the error path its own small allowance of steps."""
        at = self.ctx.now.isoformat()
        self.trace.append(TraceEntry(self.node, at, "", f"error:{code}"))
        self.rescued, self.steps, self.quiet = True, 0, 0

    def result(self) -> Step:
        """The walk as a value."""
        state = FlowState(
            node="" if self.done else self.node,
            attempts=self.attempts,
            vars=self.vars,
            trace=tuple(self.trace),
            steps=self.steps,
            quiet=self.quiet,
            rescued=self.rescued,
            done=self.done,
        )
        return Step(state, tuple(self.commands), self.done)

    def _close(self, heard: str, exit_name: str) -> None:
        if self.trace and self.trace[-1].node == self.node:
            last = self.trace[-1]
            self.trace[-1] = TraceEntry(last.node, last.at, heard, exit_name)


def _moment(text: str) -> datetime | None:
    """An aware moment; None for what a damaged state holds instead."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
