"""Places in line, and opening hours over several spans, closures and clock changes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.queueing import (
    BadHours,
    HoursTable,
    Openness,
    in_order,
    parse_time,
    position,
    waited,
)
from telephony.engine.routing import WaitingVisit

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
WEEK = {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sat": [["00:00", "24:00"]]}
CLOSURES = [
    {"on": "2026-03-09", "name": "Founders' day"},
    {"on": "2026-03-16", "open": [["10:00", "11:00"]]},
]
NEW_YORK = HoursTable.from_json("America/New_York", WEEK, CLOSURES)


def local(text: str, zone: str = "America/New_York") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2026-03-02T08:59:59", Openness.CLOSED),
        ("2026-03-02T09:00:00", Openness.OPEN),
        ("2026-03-02T11:59:59", Openness.OPEN),
        ("2026-03-02T12:00:00", Openness.CLOSED),
        ("2026-03-02T13:00:00", Openness.OPEN),
        ("2026-03-02T18:00:00", Openness.CLOSED),
        ("2026-03-03T10:00:00", Openness.CLOSED),
        ("2026-03-07T23:59:59", Openness.OPEN),
        ("2026-03-08T00:00:00", Openness.CLOSED),
        ("2026-03-09T10:00:00", Openness.HOLIDAY),
        ("2026-03-16T10:30:00", Openness.OPEN),
        ("2026-03-16T11:00:00", Openness.HOLIDAY),
    ],
)
def test_open_closed_holiday(at: str, status: Openness) -> None:
    assert NEW_YORK.status(local(at)) is status


def test_nine_stays_nine_when_the_clocks_change() -> None:
    week = {"sun": [["02:00", "03:00"]], "mon": [["09:00", "10:00"]]}
    table = HoursTable.from_json("America/New_York", week)
    assert table.is_open(datetime(2026, 3, 2, 14, 0, tzinfo=UTC))  # 09:00 winter time
    assert table.is_open(datetime(2026, 3, 9, 13, 0, tzinfo=UTC))  # 09:00 summer time
    assert not table.is_open(datetime(2026, 3, 9, 14, 0, tzinfo=UTC))
    spring = [datetime(2026, 3, 8, tzinfo=UTC) + timedelta(minutes=m) for m in range(24 * 60)]
    assert not any(table.is_open(at) for at in spring)  # that day has no 02:00
    fall = HoursTable.from_json("America/New_York", {"sun": [["01:00", "02:00"]]})
    hours = [datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=m) for m in range(24 * 60)]
    assert sum(fall.is_open(at) for at in hours) == 120  # that day has 01:00 twice


ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]


@given(st.integers(0, 10 * 366 * 24 * 60), st.sampled_from(ZONES))
def test_always_is_open_always(minutes: int, zone: str) -> None:
    assert HoursTable.always(zone).is_open(NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("timezone", "weekly", "closures", "pointer"),
    [
        ("Mars/Olympus", {}, [], "/timezone"),
        ("../etc/passwd", {}, [], "/timezone"),
        ("", {}, [], "/timezone"),
        ("UTC", [], [], "/weekly"),
        ("UTC", {"monday": []}, [], "/weekly/monday"),
        ("UTC", {"mon": "9-5"}, [], "/weekly/mon"),
        ("UTC", {"mon": [["09:00"]]}, [], "/weekly/mon/0"),
        ("UTC", {"mon": [["9:00", "10:00"]]}, [], "/weekly/mon/0"),
        ("UTC", {"mon": [["10:00", "10:00"]]}, [], "/weekly/mon/0"),
        ("UTC", {"mon": [["22:00", "02:00"]]}, [], "/weekly/mon/0"),
        ("UTC", {"mon": [["09:00", "24:30"]]}, [], "/weekly/mon/0"),
        ("UTC", {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}, [], "/weekly/mon/1"),
        ("UTC", {}, {"on": "2026-01-01"}, "/closures"),
        ("UTC", {}, [{"on": "1 January"}], "/closures/0/on"),
        ("UTC", {}, [{"on": "2026-01-01"}, {"on": "2026-01-01"}], "/closures/1/on"),
        ("UTC", {}, [{"on": "2026-01-01", "name": 3}], "/closures/0/name"),
        ("UTC", {}, [{"on": "2026-01-01", "until": "2026-01-03"}], "/closures/0"),
        ("UTC", {}, [{"on": "2026-01-01", "open": [["11:00", "10:00"]]}], "/closures/0/open/0"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(timezone: str, weekly: Any, closures: Any, pointer: str) -> None:
    with pytest.raises(BadHours) as wrong:
        HoursTable.from_json(timezone, weekly, closures)
    assert wrong.value.pointer == pointer


@given(st.text(max_size=6))
def test_a_time_is_read_or_refused(text: str) -> None:
    try:
        assert 0 <= parse_time(text) <= 24 * 60
    except ValueError:
        return


def visit(number: int, waited_s: int, queue: int = 1, priority: int = 0) -> WaitingVisit:
    return WaitingVisit(UUID(int=number), queue, None, NOW - timedelta(seconds=waited_s), priority)


def test_a_place_in_line_counts_the_own_queue_only() -> None:
    line = [visit(1, 10), visit(2, 30), visit(3, 99, queue=2), visit(4, 5, priority=1)]
    assert [v.visit_id.int for v in in_order(line)] == [4, 3, 2, 1]
    assert [position(UUID(int=n), line) for n in (4, 2, 1, 3, 9)] == [1, 2, 3, 1, 0]
    assert waited(line[0], NOW) == timedelta(seconds=10)
    assert waited(visit(1, -10), NOW) == timedelta(0)


def test_a_closure_of_another_day_changes_nothing() -> None:
    assert NEW_YORK.closures[0].on == date(2026, 3, 9)
    assert NEW_YORK.status(local("2026-03-23T10:00:00")) is Openness.OPEN
