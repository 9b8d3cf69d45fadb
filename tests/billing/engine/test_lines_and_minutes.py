"""What a line is for, and which calls are usage."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from billing.engine.facts import LineFacts, LineKind, Prices
from billing.engine.lines import kind_of
from billing.engine.minutes import usage_of

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PRICES = Prices(seat="p1", minute="p2")


@pytest.mark.parametrize(
    ("price", "proration", "kind"),
    [
        ("p1", False, LineKind.SEATS),
        ("p2", False, LineKind.MINUTES),
        ("p1", True, LineKind.PRORATION),
        ("p9", False, LineKind.OTHER),
        (None, False, LineKind.OTHER),
    ],
)
def test_lines_are_told_apart(price: str | None, proration: bool, kind: LineKind) -> None:
    line = LineFacts(
        description="",
        quantity=1,
        unit_amount=1,
        amount=1,
        price=price,
        is_proration=proration,
        period_start=NOON,
        period_end=NOON,
    )
    assert kind_of(line, PRICES) is kind


@dataclass(frozen=True)
class Call:
    carrier_sid: str
    ended_at: datetime
    minutes: int
    call_id: str = "c"
    started_at: datetime = NOON


def test_only_settled_calls_with_minutes_are_usage() -> None:
    calls = [
        Call("CA1", NOON, 3),
        Call("CA2", NOON + timedelta(minutes=10), 1),
        Call("CA3", NOON, 0),
        Call("", NOON, 2),
    ]
    found = usage_of(list(calls), settled_before=NOON + timedelta(minutes=5))
    assert [(usage.carrier_sid, usage.leg, usage.minutes) for usage in found] == [("CA1", "caller", 3)]
