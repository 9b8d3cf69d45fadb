"""What telephony tells other apps: frozen values, never models."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

CallId = UUID


def talk_ms(*, began: datetime, ended: datetime | None, hold_ms: int) -> int | None:
    """Talk time, the one definition for call details and reports: from the connection to the end, less hold.

    `began` is when both could speak, or the acceptance where the carrier never told; None until the end.
    """
    if ended is None:
        return None
    return max(0, round((ended - began) / timedelta(milliseconds=1)) - hold_ms)


@dataclass(frozen=True, slots=True)
class VisitFact:
    """One stay of a call in a queue; `outcome` None while it waits; `answered_by` is an agent's id."""

    id: UUID
    call_id: CallId
    queue_id: int
    queue_name: str
    enqueued_at: datetime
    left_at: datetime | None
    outcome: str | None
    wait_ms: int | None
    target_s: int
    short_abandon_s: int
    answered_by: int | None


@dataclass(frozen=True, slots=True)
class HandlingFact:
    """One agent's work on one call; times are None while they have not come."""

    id: UUID
    visit_id: UUID
    call_id: CallId
    queue_id: int
    agent_id: int
    accepted_at: datetime
    connected_at: datetime | None
    ended_at: datetime | None
    hold_ms: int
    wrapped_up_at: datetime | None

    @property
    def talk_ms(self) -> int | None:
        """See `talk_ms`."""
        began = self.connected_at or self.accepted_at
        return talk_ms(began=began, ended=self.ended_at, hold_ms=self.hold_ms)


@dataclass(frozen=True, slots=True)
class IntervalFact:
    """A half-open stretch an agent spent in one state; the newest has no end yet."""

    agent_id: int
    state: str
    started_at: datetime
    ended_at: datetime | None
    call_id: CallId | None


@dataclass(frozen=True, slots=True)
class QueueInfo:
    """A queue; `target_s` and `short_abandon_s` in seconds."""

    id: int
    name: str
    target_s: int
    short_abandon_s: int


@dataclass(frozen=True, slots=True)
class AgentInfo:
    """A person who answers calls."""

    id: int
    user_id: int
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class NumberInfo:
    """A number of the tenant, E.164."""

    e164: str
    label: str


@dataclass(frozen=True, slots=True)
class BillableCall:
    """An ended call: the seconds of the caller's leg, and whole minutes begun."""

    call_id: CallId
    carrier_sid: str
    direction: str
    started_at: datetime
    ended_at: datetime
    duration_s: int
    minutes: int
