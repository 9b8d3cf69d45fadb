"""The rules of seats: what a change costs, when it counts, and when it is refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from billing.engine.facts import Standing

PREVIEW_GOOD_FOR_S = 900


class Timing(StrEnum):
    """What a change of seats does to the money."""

    FREE = "free"
    CHARGED_NOW = "charged_now"
    AT_PERIOD_END = "at_period_end"


class Objection(StrEnum):
    """Why a number of seats cannot be had."""

    OUT_OF_RANGE = "out_of_range"
    ASSIGNED = "assigned"
    NO_PLAN = "no_plan"
    NOT_PAID = "not_paid"
    NO_CARD = "no_card"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Seats:
    """`ordered` seats will be billed next; `paid` (at least as many) may be used until the period ends."""

    ordered: int
    paid: int
    assigned: int
    standing: Standing
    has_card: bool


def paid_seats(*, paid: int, paid_from: datetime | None, ordered: int, period_start: datetime) -> int:
    """Seats paid for in the period that began at `period_start`.

    A decrease keeps the seats already paid for; a new period begins with what was ordered.
    """
    return max(paid, ordered) if paid_from == period_start else ordered


def objection(wanted: int, seats: Seats, *, max_seats: int) -> Objection | None:
    """The first reason why `wanted` seats cannot be had, or None."""
    if not 1 <= wanted <= max_seats:
        return Objection.OUT_OF_RANGE
    if wanted == seats.ordered:
        return Objection.UNCHANGED
    if seats.standing in (Standing.PAUSED, Standing.CANCELED, Standing.WAITING, Standing.UNKNOWN):
        return Objection.NO_PLAN
    if wanted < seats.assigned:
        return Objection.ASSIGNED
    if timing(wanted, seats) is not Timing.CHARGED_NOW:
        return None
    if seats.standing is not Standing.ACTIVE:
        return Objection.NOT_PAID
    return None if seats.has_card else Objection.NO_CARD


def timing(wanted: int, seats: Seats) -> Timing:
    """Free in the trial and up to the seats paid for; fewer count from the next period; more cost now."""
    if seats.standing is Standing.TRIALING:
        return Timing.FREE
    if wanted > seats.paid:
        return Timing.CHARGED_NOW
    return Timing.AT_PERIOD_END if wanted < seats.ordered else Timing.FREE


def preview_is_good(shown_at: datetime, now: datetime) -> bool:
    """Whether an amount shown at `shown_at` may still be charged at `now`."""
    return -60 <= (now - shown_at).total_seconds() <= PREVIEW_GOOD_FOR_S
