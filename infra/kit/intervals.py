"""Half-open periods of time: the start belongs to the period, the end does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """[start, end), both aware; an empty period (start == end) contains nothing."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period cannot end before it starts.")

    @property
    def seconds(self) -> float:
        return (self.end - self.start).total_seconds()

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def overlap(self, other: "Interval") -> "Interval | None":
        """The part both share, or None when they do not meet."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None


def bins(start: datetime, end: datetime, minutes: int) -> Iterator[Interval]:
    """Consecutive periods of `minutes` that cover [start, end), aligned to whole multiples in UTC."""
    if minutes <= 0:
        raise ValueError("A bin needs at least one minute.")
    step = timedelta(minutes=minutes)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    at = epoch + (start - epoch) // step * step
    while at < end:
        yield Interval(at, at + step)
        at += step
