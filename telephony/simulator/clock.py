"""The simulator's time: the machine's, or a virtual one that only moves when told to."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

QUIET_TURNS = 3
"""Turns of the event loop without work that count as idle (each polls the sockets once)."""


class Clock(Protocol):
    """All waiting in the simulator goes through here."""

    def now(self) -> datetime:
        """Return the current moment, aware UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of this clock."""

    def busy(self) -> AbstractContextManager[None]:
        """Mark a webhook or REST request as in flight: virtual time stands still meanwhile."""


class RealClock:
    """Time of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    @contextmanager
    def busy(self) -> Iterator[None]:
        yield


class VirtualClock:
    """Time that moves by `advance` and `run_until_idle`, and never while something is in flight."""

    def __init__(self, start: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)) -> None:
        self._now = start
        self._order = itertools.count()
        self._timers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._in_flight = 0

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        due = self._now + timedelta(seconds=seconds)
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._timers, (due, next(self._order), future))
        await future

    @contextmanager
    def busy(self) -> Iterator[None]:
        self._in_flight += 1
        try:
            yield
        finally:
            self._in_flight -= 1

    async def settle(self) -> None:
        """Return when nothing is ready to run and no request is in flight."""
        ready = getattr(asyncio.get_running_loop(), "_ready", ())
        quiet = 0
        while quiet < QUIET_TURNS:
            await asyncio.sleep(0.001 if self._in_flight else 0)
            quiet = 0 if self._in_flight or ready else quiet + 1

    async def advance(self, seconds: float) -> None:
        """Move time by `seconds`, firing every timer on the way and letting its consequences happen."""
        target = self._now + timedelta(seconds=seconds)
        await self.settle()
        while self._fire_next(target):
            await self.settle()
        self._now = max(self._now, target)
        await self.settle()

    async def run_until_idle(self, limit: float = 3600) -> float:
        """Jump from timer to timer until none is left within `limit` seconds; return the seconds passed."""
        start = self._now
        await self.settle()
        while self._fire_next(start + timedelta(seconds=limit)):
            await self.settle()
        return (self._now - start).total_seconds()

    async def drive(self, task: "asyncio.Task[Any]") -> None:
        """Jump from timer to timer until the task is done; raises RuntimeError if it waits for nothing."""
        await self.settle()
        while not task.done():
            if not self._fire_next(self._now + timedelta(days=1)):
                raise RuntimeError("nothing will happen any more, but the work is not done")
            await self.settle()

    def _fire_next(self, target: datetime) -> bool:
        while self._timers and self._timers[0][2].done():
            heapq.heappop(self._timers)
        if not self._timers or self._timers[0][0] > target:
            return False
        due, _, future = heapq.heappop(self._timers)
        self._now = due
        future.set_result(None)
        return True


async def within(clock: Clock, awaitable: Awaitable[T], seconds: float) -> T:
    """Await something for at most `seconds` of the clock; raises TimeoutError and cancels it otherwise."""
    task = asyncio.ensure_future(awaitable)
    timer = asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait({task, timer}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise TimeoutError
    finally:
        task.cancel()
        timer.cancel()


async def first_of(*futures: "asyncio.Future[Any]") -> None:
    """Wait until one of several futures is done; cancels none of them."""
    await asyncio.wait(set(futures), return_when=asyncio.FIRST_COMPLETED)


async def any_of(*events: asyncio.Event) -> None:
    """Wait until one of several events is set."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await first_of(*waits)
    finally:
        for wait in waits:
            wait.cancel()
