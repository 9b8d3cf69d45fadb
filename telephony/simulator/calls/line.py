"""A queue of waiting callers (Twilio's Queue resource)."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.switch import Switch
from telephony.simulator.records.sids import new_sid


@dataclass(eq=False)
class Handover:
    """A leg that dialled the queue takes the caller at its front."""

    dialler: Leg
    screen: Target | None
    """What the caller hears before being connected (`<Queue url>`)."""
    bridged: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False)
class Place:
    """One caller's place in a line."""

    leg: Leg
    joined_at: datetime
    taken: "asyncio.Future[Handover]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    """Set when another leg takes this caller."""


@dataclass(eq=False)
class Line:
    """A queue; exists from its first use."""

    sid: str
    account_sid: str
    name: str
    created_at: datetime
    updated_at: datetime
    max_size: int = 1000
    waiting: list[Place] = field(default_factory=list)
    arrivals: asyncio.Event = field(default_factory=asyncio.Event)

    def average_wait_s(self, now: datetime) -> int:
        """Return the mean wait of those waiting now, in whole seconds."""
        if not self.waiting:
            return 0
        return int(sum((now - place.joined_at).total_seconds() for place in self.waiting) / len(self.waiting))

    def join(self, leg: Leg, now: datetime) -> Place | None:
        """Put a leg at the end; None when the queue is full."""
        if len(self.waiting) >= self.max_size:
            return None
        place = Place(leg, now)
        self.waiting.append(place)
        self.updated_at = now
        self.arrivals.set()
        return place

    def leave(self, place: Place) -> None:
        """Take a leg out (idempotent)."""
        if place in self.waiting:
            self.waiting.remove(place)

    async def front(self) -> Place:
        """Wait for somebody and take the longest waiting."""
        while not self.waiting:
            self.arrivals.clear()
            await self.arrivals.wait()
        return self.waiting.pop(0)


def line_named(switch: Switch, account_sid: str, name: str) -> Line:
    """Return the account's queue of this name, made on first use."""
    for line in switch.lines.values():
        if line.account_sid == account_sid and line.name == name:
            return line
    now = switch.clock.now()
    line = Line(new_sid("QU"), account_sid, name, now, now)
    switch.lines[line.sid] = line
    return line
