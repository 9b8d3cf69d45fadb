"""What the engine wants done on a call, in our words; a carrier renders them into its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Say:
    """Speak `text` in `language` (a flow language: `en`, `zh-CN`)."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Play:
    """Play the sound file at an absolute `url`."""

    url: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Be silent for whole seconds, at least 1."""

    seconds: int = 1


Prompt = Say | Play | Pause


@dataclass(frozen=True, slots=True)
class Gather:
    """Play `prompts` and collect keys and, with `speech`, words; an empty answer is reported too.

    `timeout_s` counts from the end of the prompts; `finish_on_key` is "" for none;
    `hints` help recognition; `language` is what the caller is expected to speak.
    """

    prompts: tuple[Prompt, ...]
    max_digits: int = 1
    timeout_s: int = 5
    finish_on_key: str = ""
    speech: bool = False
    hints: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Put the caller into the queue with this id (the id as text).

    A higher `priority` is served first; `max_wait_s` None means that there is no limit.
    """

    queue_id: str
    priority: int = 0
    max_wait_s: int | None = None


@dataclass(frozen=True, slots=True)
class JoinConference:
    """Join the conference `room` under a `label` that is unique in it."""

    room: str
    label: str
    start_on_enter: bool = True
    end_on_exit: bool = False
    beep: bool = False
    muted: bool = False
    coach: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Record the caller up to `max_s` seconds, ending on a key or after `silence_s` of silence."""

    max_s: int = 120
    finish_on_key: str = "#"
    silence_s: int = 5


@dataclass(frozen=True, slots=True)
class Redirect:
    """Ask for the next commands at a named place: step, wait, leave, connect, hold, voicemail."""

    to: str


@dataclass(frozen=True, slots=True)
class Reject:
    """Refuse the call before it is answered; `reason` is `busy` or `rejected`."""

    reason: str = "busy"


@dataclass(frozen=True, slots=True)
class Hangup:
    """End this leg."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Take the caller out of the queue."""


Command = Say | Play | Pause | Gather | Enqueue | JoinConference | Record | Redirect | Reject | Hangup | Leave
