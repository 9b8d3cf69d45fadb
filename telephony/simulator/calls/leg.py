"""One leg of a call: what Twilio calls a Call resource."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from telephony.simulator.ports import Endpoint

if TYPE_CHECKING:
    from telephony.simulator.calls.conference import Seat

FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


@dataclass(frozen=True)
class Callback:
    """Where a leg's progress is reported, and which of initiated, ringing, answered, completed."""

    url: str
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(frozen=True)
class Target:
    """A URL to ask for TwiML, with parameters added to the usual ones; or the TwiML itself."""

    url: str = ""
    method: str = "POST"
    params: dict[str, str] = field(default_factory=dict)
    twiml: str = ""
    kind: str = "voice"


@dataclass(frozen=True)
class Heard:
    """Something that came from the far end: `digit` or `speech`."""

    kind: str
    text: str


@dataclass(eq=False)
class Leg:
    """A live leg and all its state; identified by its SID."""

    sid: str
    account_sid: str
    from_: str
    to: str
    direction: str
    """inbound, outbound-api, outbound-dial."""
    created_at: datetime
    parent_sid: str | None = None
    phone_number_sid: str | None = None
    application_sid: str | None = None
    forwarded_from: str | None = None
    status: str = "queued"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    updated_at: datetime | None = None
    queue_ms: int = 0
    time_limit_s: float = 14400
    sip_code: int = 200
    custom: dict[str, str] = field(default_factory=dict)
    callbacks: list[Callback] = field(default_factory=list)
    fallback: Target | None = None
    endpoint: Endpoint | None = None
    ringing: list[Endpoint] = field(default_factory=list)
    program: asyncio.Task[None] | None = None
    after_answer: Target | None = None
    seat: "Seat | None" = None
    line_sid: str | None = None
    sequence: int = 0
    why: str = "hangup"
    """Why the running program is being cancelled: hangup, redirected, dequeued."""
    announcement: asyncio.Task[None] | None = None
    limit: asyncio.Task[None] | None = None
    heard: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)
    picked_up: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a dialled leg goes its own way (redirected by the API): its bridge is over."""
    notices: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def ended(self) -> bool:
        """Tell whether the status is final."""
        return self.status in FINAL

    @property
    def seconds(self) -> int:
        """Connected seconds, rounded; 0 if never answered or not over yet."""
        if self.started_at is None or self.ended_at is None:
            return 0
        return round((self.ended_at - self.started_at).total_seconds())
