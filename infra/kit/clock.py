"""The one source of the present moment, so that tests and simulations can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is told to move; `at` must be aware."""

    def __init__(self, at: datetime) -> None:
        self._at = _utc(at)

    def now(self) -> datetime:
        return self._at

    def advance(self, seconds: float) -> datetime:
        """Move by `seconds` (negative moves back) and return the new moment."""
        self._at += timedelta(seconds=seconds)
        return self._at

    def set(self, at: datetime) -> None:
        self._at = _utc(at)


_current: Clock = SystemClock()


def now() -> datetime:
    """The present moment by the clock in use, aware, in UTC. Only entry points ask; services are told."""
    return _current.now()


@contextmanager
def use(clock: Clock) -> Iterator[Clock]:
    """Put `clock` in place for the whole process while the block runs (worker threads must see it too)."""
    global _current
    before, _current = _current, clock
    try:
        yield clock
    finally:
        _current = before


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A clock needs an aware datetime; add tzinfo=UTC.")
    return at.astimezone(UTC)
