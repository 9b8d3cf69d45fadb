"""The pure kit."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.kit import clock, phones
from infra.kit.ids import uuid7
from infra.kit.intervals import Interval, bins
from infra.kit.money import CurrencyMismatch, Money

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_fixed_clock_stands_still_until_moved() -> None:
    with clock.use(clock.FixedClock(NOON)) as fixed:
        assert clock.now() == NOON
        assert isinstance(fixed, clock.FixedClock)
        fixed.advance(90)
        assert clock.now() == NOON + timedelta(seconds=90)
        fixed.set(NOON.astimezone(timezone(timedelta(hours=8))))
        assert clock.now().tzinfo is UTC
    assert clock.now() > NOON
    with pytest.raises(ValueError, match="aware"):
        clock.FixedClock(datetime(2026, 3, 2))  # noqa: DTZ001 - naive on purpose


def test_ids_are_version_7_and_in_order() -> None:
    ids = [uuid7() for _ in range(1000)]
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert len(set(ids)) == 1000
    assert [one.int >> 64 for one in ids] == sorted(one.int >> 64 for one in ids)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=6))
def test_shares_of_money_are_exact_to_half_a_cent(amount: int, parts: list[int]) -> None:
    whole = sum(parts) or 1
    money = Money(amount, "usd")
    for part in parts:
        assert abs(money.share(part, whole).amount * whole - amount * part) * 2 <= whole
    assert money.share(whole, whole) == money


def test_money_of_two_currencies_does_not_mix() -> None:
    assert Money(150, "usd") + Money(50, "usd") == Money(100, "usd").times(2)
    assert -(Money(1, "usd") - Money(3, "usd")) == Money(2, "usd")
    with pytest.raises(CurrencyMismatch):
        Money(1, "usd") + Money(1, "cny")


def test_periods_are_half_open() -> None:
    hour = Interval(NOON, NOON + timedelta(hours=1))
    assert NOON in hour
    assert hour.end not in hour
    assert hour.overlap(Interval(hour.end, hour.end + timedelta(hours=1))) is None
    assert hour.overlap(Interval(NOON + timedelta(minutes=30), hour.end + timedelta(hours=9))) == Interval(
        NOON + timedelta(minutes=30), hour.end
    )
    with pytest.raises(ValueError, match="before it starts"):
        Interval(hour.end, hour.start)


_YEARS = (NOON.replace(tzinfo=None, year=2020), NOON.replace(tzinfo=None, year=2030))


@given(
    st.datetimes(*_YEARS),
    st.integers(1, 2000),
    st.sampled_from([15, 30, 60]),
)
def test_bins_cover_the_time_without_gap_or_overlap(at: datetime, length: int, minutes: int) -> None:
    start = at.replace(tzinfo=UTC)
    end = start + timedelta(minutes=length)
    found = list(bins(start, end, minutes))
    assert found[0].start <= start < found[0].end
    assert found[-1].start < end <= found[-1].end
    assert all(one.end == two.start for one, two in pairwise(found))
    assert all(one.start.minute % minutes == 0 for one in found if minutes < 60)


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("+1 (500) 555-0006", None, "+15005550006"),
        ("500 555 0006", "us", "+15005550006"),
        ("010 8888 8888", "CN", "+861088888888"),
    ],
)
def test_numbers_become_e164(text: str, region: str | None, e164: str) -> None:
    assert phones.normalise(text, region) == e164


@pytest.mark.parametrize("text", ["", "hello", "555", "+1", "5005550006"])
def test_what_is_no_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(phones.BadNumber, match="number"):
        phones.normalise(text)


def test_numbers_are_shown_as_people_write_them() -> None:
    assert phones.display("+15005550006") == "+1 500-555-0006"
    assert phones.display("anonymous") == "anonymous"
