"""The parts that every call needs, in one place."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.clock import Clock
from telephony.simulator.hooks.faults import Faults
from telephony.simulator.hooks.send import Sender
from telephony.simulator.ledger import Ledger
from telephony.simulator.ports import Endpoint, Media
from telephony.simulator.records.store import Store

if TYPE_CHECKING:
    from telephony.simulator.calls.conference import Room
    from telephony.simulator.calls.line import Line


@dataclass(eq=False)
class Switch:
    """Everything alive in one simulator; not shared between event loops."""

    clock: Clock
    store: Store
    ledger: Ledger
    faults: Faults
    sender: Sender
    media: Media
    run: Callable[["Switch", Leg, Target], Coroutine[Any, Any, None]]
    """Runs TwiML on a leg until the leg is over (`twiml.program.run_leg`)."""
    run_aside: Callable[["Switch", Leg, Target], Coroutine[Any, Any, str]]
    """Runs music or an announcement beside what the leg is in (`twiml.program.run_aside`)."""
    base_url: str = "http://127.0.0.1:8010"
    """Where this simulator's API is reached: stands in recording URLs."""
    calls_per_second: float = 1.0
    """Outgoing API calls each account may start; the rest wait (Twilio's default is 1)."""
    legs: dict[str, Leg] = field(default_factory=dict)
    rooms: dict[str, "Room"] = field(default_factory=dict)
    lines: dict[str, "Line"] = field(default_factory=dict)
    clients: dict[tuple[str, str], list[Endpoint]] = field(default_factory=dict)
    phones: dict[str, list[Endpoint]] = field(default_factory=dict)
    next_start: dict[str, datetime] = field(default_factory=dict)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Run something on its own; kept until done, cancelled at shutdown."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task
