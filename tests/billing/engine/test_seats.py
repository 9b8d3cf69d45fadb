"""The rules of seats, by table."""

from datetime import UTC, datetime, timedelta

import pytest

from billing.engine.facts import Standing
from billing.engine.seats import Objection, Seats, Timing, objection, paid_seats, preview_is_good, timing

MAY = datetime(2026, 5, 1, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def _seats(
    ordered: int = 5,
    paid: int = 5,
    assigned: int = 3,
    standing: Standing = Standing.ACTIVE,
    card: bool = True,
) -> Seats:
    return Seats(ordered=ordered, paid=paid, assigned=assigned, standing=standing, has_card=card)


@pytest.mark.parametrize(
    ("wanted", "seats", "expected"),
    [
        (6, _seats(), Timing.CHARGED_NOW),
        (4, _seats(), Timing.AT_PERIOD_END),
        (5, _seats(ordered=3), Timing.FREE),
        (4, _seats(ordered=3), Timing.FREE),
        (6, _seats(ordered=3), Timing.CHARGED_NOW),
        (9, _seats(standing=Standing.TRIALING), Timing.FREE),
        (2, _seats(standing=Standing.TRIALING), Timing.FREE),
    ],
)
def test_when_a_change_counts(wanted: int, seats: Seats, expected: Timing) -> None:
    assert timing(wanted, seats) is expected


@pytest.mark.parametrize(
    ("wanted", "seats", "expected"),
    [
        (6, _seats(), None),
        (3, _seats(), None),
        (2, _seats(), Objection.ASSIGNED),
        (2, _seats(standing=Standing.TRIALING), Objection.ASSIGNED),
        (5, _seats(), Objection.UNCHANGED),
        (0, _seats(), Objection.OUT_OF_RANGE),
        (501, _seats(), Objection.OUT_OF_RANGE),
        (6, _seats(card=False), Objection.NO_CARD),
        (6, _seats(standing=Standing.TRIALING, card=False), None),
        (6, _seats(standing=Standing.PAST_DUE), Objection.NOT_PAID),
        (4, _seats(standing=Standing.PAST_DUE), None),
        (6, _seats(standing=Standing.PAUSED), Objection.NO_PLAN),
        (6, _seats(standing=Standing.CANCELED), Objection.NO_PLAN),
    ],
)
def test_why_a_number_is_refused(wanted: int, seats: Seats, expected: Objection | None) -> None:
    assert objection(wanted, seats, max_seats=500) is expected


@pytest.mark.parametrize(
    ("paid", "paid_from", "ordered", "start", "expected"),
    [(5, MAY, 3, MAY, 5), (5, MAY, 8, MAY, 8), (5, MAY, 3, JUNE, 3), (0, None, 5, MAY, 5)],
)
def test_seats_paid_for_stay_until_the_period_ends(
    paid: int, paid_from: datetime | None, ordered: int, start: datetime, expected: int
) -> None:
    assert paid_seats(paid=paid, paid_from=paid_from, ordered=ordered, period_start=start) == expected


@pytest.mark.parametrize(("age", "good"), [(0, True), (900, True), (901, False), (-60, True), (-61, False)])
def test_an_amount_shown_is_good_for_a_quarter_of_an_hour(age: int, good: bool) -> None:
    assert preview_is_good(MAY, MAY + timedelta(seconds=age)) is good
