"""The order of a queue, a caller's place in it, and when a schedule is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from telephony.engine.routing import WaitingVisit

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60


class BadHours(ValueError):
    """A schedule that cannot be read; `pointer` is the JSON pointer of the part that is wrong."""

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(detail)
        self.pointer = pointer
        self.detail = detail


class Openness(StrEnum):
    """What a schedule says at a moment: the exits of an hours node."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """Half-open minutes of a local day, 0..1440: 540 to 1080 is 09:00 up to, not including, 18:00."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Closure:
    """A local day that differs: closed, or open at other times when `spans` are given."""

    on: date
    name: str = ""
    spans: tuple[OpenSpan, ...] = ()


def parse_time(text: str) -> int:
    """Minutes since midnight of `HH:MM`; `24:00` is the end of the day. Raises ValueError."""
    hours, colon, minutes = text.partition(":")
    if not (colon and len(hours) == 2 and len(minutes) == 2 and (hours + minutes).isdecimal()):
        raise ValueError(f"“{text}” is not a time. Write it as HH:MM, for example 09:00.")
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > DAY_MINUTES:
        raise ValueError(f"“{text}” is not a time of day. Use 00:00 to 24:00.")
    return total


@dataclass(frozen=True, slots=True)
class HoursTable:
    """A weekly schedule in a time zone, with days that differ.

    `weekly` has the keys mon..sun; a day without spans is closed. Local wall-clock time decides, so
    09:00 stays 09:00 when the clocks change; an hour the clocks skip is simply never asked for, and
    an hour they repeat is open both times.
    """

    timezone: str
    weekly: Mapping[str, tuple[OpenSpan, ...]]
    closures: tuple[Closure, ...] = ()
    _by_date: Mapping[date, Closure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_date", {closure.on: closure for closure in self.closures})

    def status(self, at: datetime) -> Openness:
        """Open, closed or holiday at an aware moment; a holiday wins over the week."""
        local = at.astimezone(ZoneInfo(self.timezone))
        minute = local.hour * 60 + local.minute
        closure = self._by_date.get(local.date())
        if closure is not None:
            return Openness.OPEN if _inside(closure.spans, minute) else Openness.HOLIDAY
        spans = self.weekly.get(DAYS[local.weekday()], ())
        return Openness.OPEN if _inside(spans, minute) else Openness.CLOSED

    def is_open(self, at: datetime) -> bool:
        """True when somebody should answer at this aware moment."""
        return self.status(at) is Openness.OPEN

    @classmethod
    def always(cls, timezone: str = "UTC") -> HoursTable:
        """Open all day, every day."""
        return cls(timezone, dict.fromkeys(DAYS, (OpenSpan(0, DAY_MINUTES),)))

    @classmethod
    def from_json(cls, timezone: str, weekly: object, closures: object = ()) -> HoursTable:
        """Read the stored form; raises BadHours naming the part that is wrong.

        weekly: {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sun": []}; a missing day is closed.
        closures: [{"on": "2026-12-25", "name": "Christmas", "open": [["10:00", "12:00"]]}]; without
        `open` the whole day is closed.
        """
        if not _zone_exists(timezone):
            text = f"The time zone “{timezone}” does not exist. Use one like Europe/Paris."
            raise BadHours("/timezone", text)
        return cls(timezone, _weekly(weekly), _closures(closures))


def _inside(spans: Iterable[OpenSpan], minute: int) -> bool:
    return any(span.start <= minute < span.end for span in spans)


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, or shaped like a path
        return False
    return bool(name)


def _weekly(value: object) -> dict[str, tuple[OpenSpan, ...]]:
    if not isinstance(value, Mapping):
        raise BadHours("/weekly", "The week must name its days: mon, tue, wed, thu, fri, sat, sun.")
    for key in value:
        if key not in DAYS:
            text = f"“{key}” is not a day. Use mon, tue, wed, thu, fri, sat or sun."
            raise BadHours(f"/weekly/{key}", text)
    return {day: _spans(value.get(day, []), f"/weekly/{day}") for day in DAYS}


def _spans(value: object, pointer: str) -> tuple[OpenSpan, ...]:
    if not isinstance(value, list | tuple):
        raise BadHours(pointer, "List the open times as pairs, for example [[“09:00”, “18:00”]].")
    spans = [_span(pair, f"{pointer}/{number}") for number, pair in enumerate(value)]
    for number, (before, after) in enumerate(pairwise(spans), start=1):
        if after.start < before.end:
            raise BadHours(f"{pointer}/{number}", "Open times must follow one another without overlapping.")
    return tuple(spans)


def _span(pair: object, pointer: str) -> OpenSpan:
    if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(isinstance(t, str) for t in pair):
        raise BadHours(pointer, "An open time has a start and an end, for example [“09:00”, “18:00”].")
    try:
        span = OpenSpan(parse_time(pair[0]), parse_time(pair[1]))
    except ValueError as wrong:
        raise BadHours(pointer, str(wrong)) from wrong
    if span.start >= span.end:
        raise BadHours(pointer, "The end must come after the start. Past midnight, use the next day.")
    return span


def _closures(value: object) -> tuple[Closure, ...]:
    if not isinstance(value, list | tuple):
        raise BadHours("/closures", "List the days that differ.")
    closures = tuple(_closure(item, f"/closures/{number}") for number, item in enumerate(value))
    days = [closure.on for closure in closures]
    for number, day in enumerate(days):
        if day in days[:number]:
            raise BadHours(f"/closures/{number}/on", f"{day.isoformat()} is listed twice.")
    return closures


def _closure(item: object, pointer: str) -> Closure:
    if not isinstance(item, Mapping) or not set(item) <= {"on", "name", "open"}:
        raise BadHours(pointer, "A day that differs has a date (on), and may have a name and open times.")
    name = item.get("name", "")
    if not isinstance(name, str):
        raise BadHours(f"{pointer}/name", "The name must be text.")
    try:
        on = date.fromisoformat(str(item.get("on", "")))
    except ValueError as wrong:
        raise BadHours(f"{pointer}/on", "Write the date as YYYY-MM-DD.") from wrong
    return Closure(on, name, _spans(item.get("open", []), f"{pointer}/open"))


def in_order(waiting: Iterable[WaitingVisit]) -> tuple[WaitingVisit, ...]:
    """One queue's visits, next to be served first: priority, then age."""
    return tuple(sorted(waiting, key=lambda v: (-v.priority, v.enqueued_at, str(v.visit_id))))


def position(visit_id: UUID, waiting: Iterable[WaitingVisit]) -> int:
    """The place of a visit in its own queue, 1 = next; 0 when it is not waiting."""
    visits = in_order(waiting)
    queue_id = next((visit.queue_id for visit in visits if visit.visit_id == visit_id), None)
    line = [visit.visit_id for visit in visits if visit.queue_id == queue_id]
    return line.index(visit_id) + 1 if visit_id in line else 0


def waited(visit: WaitingVisit, now: datetime) -> timedelta:
    """How long a visit has waited; never negative."""
    return max(now - visit.enqueued_at, timedelta(0))
