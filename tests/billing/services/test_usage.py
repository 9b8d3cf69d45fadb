"""Minutes: recorded once, reported once, billed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from billing.engine.minutes import EndedCall
from billing.models import BillingAccount, UsageRecord
from billing.selectors import upcoming
from billing.services.collect_usage import collect_usage
from billing.services.resend_usage import resend_usage
from infra.base import outbox
from infra.base.models import OutboxCommand
from infra.kit.clock import FixedClock
from tests.billing.conftest import Provider


@dataclass(frozen=True)
class Call:
    carrier_sid: str
    started_at: datetime
    ended_at: datetime
    minutes: int
    call_id: str = "0198"


class Calls:
    """What telephony would say."""

    def __init__(self, *calls: Call) -> None:
        self.calls: list[Call] = list(calls)

    def __call__(self, start: datetime, end: datetime) -> Sequence[EndedCall]:
        return [call for call in self.calls if start <= call.started_at < end]


def _call(sid: str, now: datetime, minutes: int) -> Call:
    return Call(sid, now - timedelta(hours=1), now - timedelta(minutes=30), minutes)


def test_each_leg_is_recorded_and_reported_once(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    calls = Calls(_call("CA1", clock.now(), 3), _call("CA2", clock.now(), 1))
    key = account.tenant_key
    assert [collect_usage(tenant_key=key, now=clock.now(), read=calls) for _ in range(3)] == [2, 0, 0]
    for _ in range(3):
        outbox.send_due(clock.now())
    assert provider.counted() == ["3", "1"]
    assert UsageRecord.objects.filter(tenant_key=key, sent_at=None).count() == 0


def test_without_the_unique_key_a_second_collection_would_count_again(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    """The twin: another leg name is another usage, so the key is what prevents double counting."""
    calls = Calls(_call("CA1", clock.now(), 3))
    collect_usage(tenant_key=account.tenant_key, now=clock.now(), read=calls)
    UsageRecord.objects.update(leg="other")
    OutboxCommand.objects.update(key="other")
    assert collect_usage(tenant_key=account.tenant_key, now=clock.now(), read=calls) == 1


def test_a_lost_answer_is_asked_again_and_counted_once(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    collect_usage(tenant_key=account.tenant_key, now=clock.now(), read=Calls(_call("CA1", clock.now(), 7)))
    provider.running.faults(fail_after_acting=3, fail_path="meter_events")
    outbox.send_due(clock.now())
    assert UsageRecord.objects.get().sent_at is None
    provider.pass_time(301)
    outbox.send_due(clock.now())
    assert UsageRecord.objects.get().sent_at == clock.now()
    assert provider.counted() == ["7"]


def test_usage_survives_an_hour_without_the_provider(
    provider: Provider, account: BillingAccount, clock: FixedClock, settings: Settings
) -> None:
    collect_usage(tenant_key=account.tenant_key, now=clock.now(), read=Calls(_call("CA1", clock.now(), 7)))
    real, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:1"
    for _ in range(6):
        outbox.send_due(clock.now())
        clock.advance(2400)
    assert OutboxCommand.objects.get(kind="billing.usage").state == OutboxCommand.State.FAILED
    settings.STRIPE_API_BASE = real
    assert resend_usage(clock.now()) == 1
    outbox.send_due(clock.now())
    assert (UsageRecord.objects.get().sent_at, provider.counted()) == (clock.now(), ["7"])
    assert resend_usage(clock.now()) == 0


def test_minutes_are_a_line_of_the_invoice(
    provider: Provider, paying: BillingAccount, clock: FixedClock
) -> None:
    calls = Calls(_call("CA1", clock.now(), 30), _call("CA2", clock.now(), 12))
    collect_usage(tenant_key=paying.tenant_key, now=clock.now(), read=calls)
    outbox.send_due(clock.now())
    shown = [
        (line["kind"], line["quantity"], line["amount"])
        for line in upcoming(paying.tenant_key, clock.now())["lines"]
    ]
    assert shown == [("minutes", 42, 84), ("seats", 5, 12_500)]
    assert paying.period_end is not None
    provider.pass_until(paying.period_end)
    provider.pass_time(7200)
    invoice = paying.invoices.latest("created_at")
    assert [(line.kind, line.quantity, line.amount) for line in invoice.lines.all()] == shown
    assert provider.charged() == 12_500 + 12_584


def test_a_company_without_an_account_is_left_alone(globex: str, clock: FixedClock) -> None:
    def read(start: datetime, end: datetime) -> Sequence[EndedCall]:
        pytest.fail("nobody asks for its calls")

    assert collect_usage(tenant_key=globex, now=clock.now(), read=read) == 0


def test_the_calls_are_read_inside_the_right_tenant(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    from tenants.directory.context import current_tenant

    asked: list[str] = []

    def read(start: datetime, end: datetime) -> Sequence[EndedCall]:
        asked.append(current_tenant())
        return []

    collect_usage(tenant_key=account.tenant_key, now=clock.now(), read=read)
    assert asked == [account.tenant_key]
