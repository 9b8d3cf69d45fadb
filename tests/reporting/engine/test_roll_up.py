"""The arithmetic of the reports, by table and by property."""

from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import add
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.engine.facts import CallMinutes, Handling, Visit
from reporting.engine.group import group, widen
from reporting.engine.roll_up import NO_QUEUE, bin_start, roll_up
from reporting.engine.tally import Tally, figures

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def visit(number: int, at: datetime, outcome: str | None, wait_ms: int, queue_id: int = 1) -> Visit:
    return Visit(f"v{number}", f"c{number}", queue_id, "Support", at, outcome, wait_ms, 20, 5)


def worked_day() -> list[Visit]:
    """100 offered: 84 answered (76 within 20 s), 12 abandoned (5 under 5 s), 4 that left otherwise."""
    waits = [("answered", 20_000)] * 76 + [("answered", 20_001)] * 8
    waits += [("abandoned", 4_999)] * 5 + [("abandoned", 5_000)] * 7
    waits += [("overflow", 30_000)] * 3 + [("callback", 15_000)]
    return [visit(n, START + timedelta(seconds=n), outcome, wait) for n, (outcome, wait) in enumerate(waits)]


def test_worked_day_gives_the_published_service_level() -> None:
    total = reduce(add, roll_up(worked_day(), [], []).values())
    assert (total.offered, total.answered, total.abandoned, total.short_abandoned, total.diverted) == (
        100, 84, 12, 5, 4,
    )  # fmt: skip
    assert figures(total).service_level == 76 / 91
    assert figures(total).abandonment == 0.12


@pytest.mark.parametrize(
    ("outcome", "wait_ms", "field", "expected"),
    [
        ("answered", 20_000, "in_target", 1),
        ("answered", 20_001, "in_target", 0),
        ("abandoned", 4_999, "short_abandoned", 1),
        ("abandoned", 5_000, "short_abandoned", 0),
        ("voicemail", 1, "diverted", 1),
        (None, 0, "open", 1),
    ],
)
def test_edges(outcome: str | None, wait_ms: int, field: str, expected: int) -> None:
    tally = roll_up([visit(1, START, outcome, wait_ms)], [], [])[1, START]
    assert getattr(tally, field) == expected


def test_nothing_offered_gives_no_figure_rather_than_zero() -> None:
    empty = figures(Tally())
    assert (empty.service_level, empty.asa_s, empty.aht_s) == (None, None, None)


def test_handle_time_and_minutes_stand_where_the_visit_arrived() -> None:
    late = START + timedelta(minutes=14, seconds=59)
    rows = roll_up(
        [visit(1, late, "answered", 3_000)],
        [Handling("v1", 60_000, 5_000, 10_000)],
        [CallMinutes("c1", START, 2), CallMinutes("c9", START, 1)],
    )
    assert rows[1, START].minutes == 2
    assert figures(rows[1, START]).aht_s == 75.0
    assert rows[NO_QUEUE, START].minutes == 1


moments = st.integers(0, 364 * 86_400).map(lambda second: START + timedelta(seconds=second))
visits = st.lists(
    st.builds(
        visit,
        st.integers(0, 10_000),
        moments,
        st.sampled_from(["answered", "abandoned", "overflow", None]),
        st.integers(0, 900_000),
        st.integers(1, 3),
    ),
    unique_by=lambda each: each.visit_id,
    max_size=60,
)


@given(visits, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(facts: list[Visit], random: object) -> None:
    shuffled = facts + facts[:5]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roll_up(shuffled, [], []) == roll_up(facts, [], [])


@given(
    visits, st.sampled_from(["Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"])
)
def test_intervals_sum_to_the_day_in_every_zone(facts: list[Visit], zone_name: str) -> None:
    rows = roll_up(facts, [], [])
    zone = ZoneInfo(zone_name)
    whole = reduce(add, rows.values(), Tally())
    for width in ("15", "30", "60", "day"):
        assert reduce(add, group(rows, width, zone).values(), Tally()) == whole
    assert whole.offered == whole.answered + whole.abandoned + whole.diverted + whole.open == len(facts)


def test_autumn_day_has_a_hundred_quarter_hours() -> None:
    zone = ZoneInfo("America/New_York")
    midnight = datetime(2026, 11, 1, tzinfo=zone).astimezone(UTC)
    bins = [midnight + timedelta(minutes=15 * n) for n in range(100)]
    assert {widen(each, "day", zone) for each in bins} == {datetime(2026, 11, 1, tzinfo=zone)}
    assert len({widen(each, "60", zone).astimezone(UTC) for each in bins}) == 25


def test_bin_start_is_the_quarter_hour() -> None:
    assert bin_start(START + timedelta(minutes=29, seconds=59.9)) == START + timedelta(minutes=15)
