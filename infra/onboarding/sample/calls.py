"""A believable week of calls: callers arrive, wait for the agent who is free first, lose patience."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

CALLS_AN_HOUR = {9: 7, 10: 10, 11: 9, 12: 5, 13: 6, 14: 9, 15: 8, 16: 7, 17: 4}
"""Mean arrivals by local hour of a working day; Saturdays see a third, Sundays none."""

DISPOSITIONS = ("resolved", "resolved", "resolved", "follow_up", "sale", "wrong_number")


@dataclass(frozen=True, slots=True)
class SampleCall:
    """One call. `caller`, `queue`, `agent` are indices; `agent` is None when the caller gave up.

    Times in milliseconds: `menu_ms` in the menu, `wait_ms` in the queue, then talk, hold and after-call work.
    """

    started_at: datetime
    caller: int
    queue: int
    agent: int | None
    menu_ms: int
    wait_ms: int
    talk_ms: int
    hold_ms: int
    wrapup_ms: int
    disposition: str

    @property
    def enqueued_at(self) -> datetime:
        """When the caller entered the queue."""
        return self.started_at + timedelta(milliseconds=self.menu_ms)

    @property
    def left_queue_at(self) -> datetime:
        """When both could speak, or when the caller hung up."""
        return self.enqueued_at + timedelta(milliseconds=self.wait_ms)

    @property
    def ended_at(self) -> datetime:
        """When the caller's line was closed."""
        return self.left_queue_at + timedelta(milliseconds=self.talk_ms + self.hold_ms)

    @property
    def wrapped_up_at(self) -> datetime:
        """When the agent was ready again."""
        return self.ended_at + timedelta(milliseconds=self.wrapup_ms)


def sample_calls(
    *, seed: int, start: datetime, end: datetime, zone: ZoneInfo, callers: int, queues: int, agents: int
) -> list[SampleCall]:
    """Calls that begin and are wrapped up within the half-open period; the same seed gives the same calls.

    No agent ever has two calls at once.
    """
    random = Random(seed)
    free = [start] * agents
    calls = []
    for arrived in _arrivals(random, start, end, zone):
        call = _one(random, arrived, free, callers, queues)
        if call.wrapped_up_at >= end:
            continue
        if call.agent is not None:
            free[call.agent] = call.wrapped_up_at
        calls.append(call)
    return calls


def _arrivals(random: Random, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    at = start
    while at < end:
        local = at.astimezone(zone)
        rate = CALLS_AN_HOUR.get(local.hour, 0) * (1.0, 1.0, 1.0, 1.0, 1.0, 0.33, 0.0)[local.weekday()]
        if not rate:
            at = (at + timedelta(minutes=15)).replace(second=0, microsecond=0)
            continue
        at += timedelta(seconds=random.expovariate(rate / 3600))
        if at < end:
            yield at


def _one(random: Random, at: datetime, free: list[datetime], callers: int, queues: int) -> SampleCall:
    menu_ms = random.randint(6_000, 14_000)
    ring_ms = random.randint(2_500, 9_000)
    enqueued_at = at + timedelta(milliseconds=menu_ms)
    agent = min(range(len(free)), key=lambda index: free[index])
    wait_ms = max(0, round((free[agent] - enqueued_at).total_seconds() * 1000)) + ring_ms
    patience_ms = round(random.expovariate(1 / 150) * 1000) + 3_000
    answered = wait_ms <= patience_ms
    return SampleCall(
        started_at=at,
        caller=min(random.randrange(callers), random.randrange(callers)),
        queue=random.randrange(queues),
        agent=agent if answered else None,
        menu_ms=menu_ms,
        wait_ms=wait_ms if answered else patience_ms,
        talk_ms=round(random.lognormvariate(5.0, 0.6) * 1000) if answered else 0,
        hold_ms=random.randint(8_000, 60_000) if answered and random.random() < 0.2 else 0,
        wrapup_ms=random.randint(8_000, 55_000) if answered else 0,
        disposition=random.choice(DISPOSITIONS) if answered else "",
    )
