"""Keeping time without drifting, and without working when nobody listens."""

import asyncio

import pytest

from telephony.simulator.media.ticker import Ticker, due


@pytest.mark.parametrize(
    ("late_s", "expected"),
    [(-0.001, (0, 0)), (0.0, (1, 0)), (0.021, (2, 0)), (0.199, (10, 0)), (0.5, (10, 16)), (60.0, (10, 2991))],
)
def test_short_delays_are_caught_up_and_long_ones_skipped(late_s: float, expected: tuple[int, int]) -> None:
    ran, skipped = due(1000.0, 1000.0 + late_s)
    assert ran == expected[0]
    assert skipped == pytest.approx(expected[1], abs=1)


async def test_nothing_runs_when_nothing_is_live_and_it_wakes_again() -> None:
    left = [3]
    done = asyncio.Event()

    def tick() -> None:
        left[0] -= 1
        if not left[0]:
            done.set()

    ticker = Ticker(tick, lambda _: None, lambda: left[0] > 0)
    ticker.wake()
    assert ticker.running
    await done.wait()
    assert ticker._task is not None
    await ticker._task
    assert not ticker.running
    ticker.wake()
    assert not ticker.running
    left[0] = 1
    ticker.wake()
    assert ticker.running
    ticker.stop()
