"""Keeps time: one tick every 20 ms while any leg is live, nothing at all otherwise."""

import asyncio
from collections.abc import Callable

from telephony.simulator.media.sound import FRAME_SECONDS

CATCH_UP_TICKS = 10


def due(deadline: float, now: float) -> tuple[int, int]:
    """How many ticks to run now and how many to give up (times in seconds).

    A delay of up to 0.2 s is caught up; of a longer one the rest is skipped, so that sound never lags behind.
    """
    late = max(0, int((now - deadline) / FRAME_SECONDS) + 1) if now >= deadline else 0
    return min(late, CATCH_UP_TICKS), max(0, late - CATCH_UP_TICKS)


class Ticker:
    """Calls `tick` in real time as long as `busy` says so; `wake` starts it again."""

    def __init__(
        self, tick: Callable[[], None], skip: Callable[[int], None], busy: Callable[[], bool]
    ) -> None:
        self._tick = tick
        self._skip = skip
        self._busy = busy
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether time is being kept at the moment."""
        return self._task is not None and not self._task.done()

    def wake(self) -> None:
        """Start keeping time, if there is a reason to (needs a running event loop)."""
        if not self.running and self._busy():
            self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Stop at once."""
        if self._task:
            self._task.cancel()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time()
        while self._busy():
            ticks, skipped = due(deadline, loop.time())
            for _ in range(ticks):
                self._tick()
            if skipped:
                self._skip(skipped)
            deadline += (ticks + skipped) * FRAME_SECONDS
            await asyncio.sleep(max(0.0, deadline - loop.time()))
