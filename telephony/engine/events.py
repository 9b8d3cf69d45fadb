"""What happened on a call, in our words; a carrier's notices are parsed into these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CarrierStatus(StrEnum):
    """Where the carrier says a leg is; a word we do not know becomes UNKNOWN, never an error."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no_answer"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"

    @property
    def is_final(self) -> bool:
        """True when the leg is over."""
        return self in _FINAL


_FINAL = {
    CarrierStatus.COMPLETED,
    CarrierStatus.BUSY,
    CarrierStatus.FAILED,
    CarrierStatus.NO_ANSWER,
    CarrierStatus.CANCELLED,
}


# --- answers of the caller inside a flow ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlowContinued:
    """The caller heard everything and the carrier asks what comes next."""


@dataclass(frozen=True, slots=True)
class DigitsPressed:
    """Keys the caller pressed, without the finishing key."""

    digits: str


@dataclass(frozen=True, slots=True)
class SpeechHeard:
    """Words the caller said; `confidence` 0..1 where the carrier gives one."""

    text: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class NoInput:
    """The caller neither pressed nor said anything in time."""


class QueueExit(StrEnum):
    """Why a queue gave the caller back to the flow: the exits of a queue node."""

    TIMEOUT = "timeout"
    OVERFLOW = "overflow"
    NO_AGENTS = "no_agents"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class QueueExited:
    """The caller left the queue without an agent."""

    reason: QueueExit


@dataclass(frozen=True, slots=True)
class Connected:
    """An agent took the call: the flow has done its work."""


@dataclass(frozen=True, slots=True)
class RecordingFinished:
    """The caller stopped speaking after the tone; `duration_s` in whole seconds."""

    duration_s: int
    recording_ref: str = ""


@dataclass(frozen=True, slots=True)
class CallerHungUp:
    """The caller is gone."""


FlowEvent = (
    FlowContinued
    | DigitsPressed
    | SpeechHeard
    | NoInput
    | QueueExited
    | Connected
    | RecordingFinished
    | CallerHungUp
)


# --- what the carrier tells us about legs and rooms ----------------------------------------------


@dataclass(frozen=True, slots=True)
class CallArrived:
    """A leg asks for its first commands. Numbers are E.164, or a client's address for a browser leg.

    `params` are the extra values a browser leg was dialled with.
    """

    call_ref: str
    account_ref: str
    caller: str
    called: str
    status: CarrierStatus
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LegChanged:
    """A leg's status; `at` is the carrier's time, None where it gave none; `sequence` counts from 0."""

    call_ref: str
    status: CarrierStatus
    at: datetime | None
    sequence: int | None
    duration_s: int | None = None
    raw_status: str = ""


class RoomChange(StrEnum):
    """What happened in a conference."""

    STARTED = "started"
    ENDED = "ended"
    JOINED = "joined"
    LEFT = "left"
    MUTED = "muted"
    UNMUTED = "unmuted"
    HELD = "held"
    RESUMED = "resumed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RoomChanged:
    """Something happened in a conference; `call_ref` and `label` are "" when no one leg is meant."""

    room: str
    room_ref: str
    change: RoomChange
    call_ref: str
    label: str
    at: datetime | None
    sequence: int | None
    reason: str = ""
    raw_event: str = ""


class QueueResult(StrEnum):
    """How the carrier says a wait ended."""

    BRIDGED = "bridged"
    REDIRECTED = "redirected"
    LEFT = "left"
    HUNG_UP = "hung_up"
    FULL = "full"
    ERROR = "error"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class QueueLeft:
    """The carrier took a caller out of its queue after `waited_s` whole seconds (None: not told)."""

    call_ref: str
    result: QueueResult
    waited_s: int | None
    raw_result: str = ""


@dataclass(frozen=True, slots=True)
class RecordingReady:
    """A recording can be fetched, or (`available` False) will never be."""

    recording_ref: str
    call_ref: str
    url: str
    duration_s: int
    available: bool
    at: datetime | None = None
