"""Where a caller is in a flow, as an immutable value that survives between two webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from telephony.engine.commands import Command
from telephony.engine.queueing import HoursTable


class Outcome(StrEnum):
    """How a flow ended."""

    HUNG_UP = "hung_up"
    CONNECTED = "connected"
    CALLER_LEFT = "caller_left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One node passed: when it was entered (RFC 3339), what came in, by which exit it was left."""

    node: str
    at: str
    input: str = ""
    exit: str = ""

    def to_json(self) -> dict[str, str]:
        """A plain dict with the keys node, at, input, exit."""
        return {"node": self.node, "at": self.at, "input": self.input, "exit": self.exit}


@dataclass(frozen=True, slots=True)
class FlowState:
    """Where a caller is.

    `node` is the node that waits ("" before the first and after the last); `attempts` counts empty or
    wrong answers at it; `steps` counts nodes entered; `quiet` counts nodes entered since the caller
    last did anything; `rescued` says that `on_error` has been used up.
    """

    node: str = ""
    attempts: int = 0
    vars: Mapping[str, str] = field(default_factory=dict)
    trace: tuple[TraceEntry, ...] = ()
    steps: int = 0
    quiet: int = 0
    rescued: bool = False
    done: Outcome | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON object for the database; `from_json` reads it back unchanged."""
        return {
            "node": self.node,
            "attempts": self.attempts,
            "vars": dict(self.vars),
            "trace": [entry.to_json() for entry in self.trace],
            "steps": self.steps,
            "quiet": self.quiet,
            "rescued": self.rescued,
            "done": self.done.value if self.done else None,
        }

    @classmethod
    def from_json(cls, value: object) -> FlowState:
        """Read a stored state; what cannot be read gives an empty state, from which `step` recovers."""
        data = value if isinstance(value, Mapping) else {}
        variables, trace = data.get("vars"), data.get("trace")
        return cls(
            node=_text(data.get("node")),
            attempts=_count(data.get("attempts")),
            vars={str(k): _text(v) for k, v in variables.items()} if isinstance(variables, Mapping) else {},
            trace=tuple(_entry(item) for item in trace if isinstance(item, Mapping))
            if isinstance(trace, list | tuple)
            else (),
            steps=_count(data.get("steps")),
            quiet=_count(data.get("quiet")),
            rescued=data.get("rescued") is True,
            done=_outcome(data.get("done")),
        )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _outcome(value: object) -> Outcome | None:
    return Outcome(value) if isinstance(value, str) and value in {o.value for o in Outcome} else None


def _entry(item: Mapping[str, Any]) -> TraceEntry:
    return TraceEntry(*(_text(item.get(key)) for key in ("node", "at", "input", "exit")))


@dataclass(frozen=True, slots=True)
class FlowContext:
    """What a flow may know besides its own state.

    `now` is aware; `language` is what the caller is spoken to in; `hours` by the schedule's id as text;
    `contact` holds plain facts about the caller.
    """

    now: datetime
    language: str = "en"
    hours: Mapping[str, HoursTable] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What to say and do now; `done` is set when the flow has ended and need not be asked again."""

    state: FlowState
    commands: tuple[Command, ...]
    done: Outcome | None = None
