"""The facts a report is computed from, as plain data."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """One caller's stay in one queue. `outcome` is None while the caller still waits.

    `wait_ms` runs from entering the queue until both parties can speak (ring time included), or until the
    caller left.
    """

    visit_id: str
    call_id: str
    queue_id: int
    queue: str
    entered_at: datetime
    outcome: str | None
    wait_ms: int
    target_s: int
    short_abandon_s: int


@dataclass(frozen=True, slots=True)
class Handling:
    """One agent's work on one visit: talk (hold not counted), hold and after-call work, in milliseconds."""

    visit_id: str
    talk_ms: int
    hold_ms: int
    wrapup_ms: int


@dataclass(frozen=True, slots=True)
class CallMinutes:
    """The billed minutes of one call: they count when it began, in its first queue or without queue."""

    call_id: str
    started_at: datetime
    minutes: int
