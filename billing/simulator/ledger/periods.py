"""Billing periods counted from an anchor, in UTC, half-open, with the day clamped to the month's end."""

import calendar
from datetime import UTC, datetime

_SECONDS = {"day": 86_400, "week": 604_800}


def boundary(anchor: int, interval: str, count: int, number: int) -> int:
    """The start of period `number` (unix seconds); negative numbers lie before the anchor."""
    steps = count * number
    if interval in _SECONDS:
        return anchor + _SECONDS[interval] * steps
    at = datetime.fromtimestamp(anchor, UTC)
    months = at.year * 12 + at.month - 1 + steps * (12 if interval == "year" else 1)
    year, month = divmod(months, 12)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return int(at.replace(year=year, month=month + 1, day=day).timestamp())


def period_at(anchor: int, interval: str, count: int, at: int) -> tuple[int, int]:
    """The period that contains `at`."""
    width = boundary(anchor, interval, count, 1) - anchor
    number = (at - anchor) // width
    while boundary(anchor, interval, count, number) > at:
        number -= 1
    while boundary(anchor, interval, count, number + 1) <= at:
        number += 1
    return boundary(anchor, interval, count, number), boundary(anchor, interval, count, number + 1)
