"""Seats: charged exactly as shown, or not at all."""

from datetime import datetime, timedelta

import pytest

from billing.engine.seats import Timing
from billing.gateways.refusals import CardRefused
from billing.models import BillingAccount, Invoice
from billing.services.change_seats import change_seats
from billing.services.limit_seats import limit_seats
from billing.services.open_pages import start_checkout
from billing.services.order_seats import order_seats
from billing.services.preview_seats import preview_seats
from billing.services.seat_rules import NoFreeSeat, PreviewStale, SeatsRefused
from infra.kit.clock import FixedClock
from tests.billing.conftest import KEPT_BUT_REFUSED, Provider
from tests.tenants.people import member

DAY = 86_400


def _change(account: BillingAccount, seats: int, pinned_at: datetime, now: datetime) -> BillingAccount:
    return change_seats(tenant_key=account.tenant_key, seats=seats, pinned_at=pinned_at, actor="ann", now=now)


@pytest.mark.parametrize(
    ("offset", "seats"), [(0, 6), (1, 7), (3 * DAY + 17, 12), (20 * DAY, 6), (29 * DAY, 31)]
)
def test_more_seats_cost_what_was_shown_to_the_cent(
    provider: Provider, paying: BillingAccount, clock: FixedClock, offset: int, seats: int
) -> None:
    provider.pass_time(offset)
    before = provider.charged()
    shown = preview_seats(tenant_key=paying.tenant_key, seats=seats, now=clock.now())
    provider.pass_time(240)
    after = _change(paying, seats, shown.pinned_at, clock.now())
    assert shown.timing is Timing.CHARGED_NOW
    assert provider.charged() - before == shown.due_now > 0
    assert (after.seats_ordered, after.seats_paid) == (seats, seats)
    newest = Invoice.objects.filter(account=paying).latest("created_at")
    assert (newest.status, newest.total) == ("paid", shown.due_now)
    assert {line.kind for line in newest.lines.all()} == {"proration"}
    assert shown.due_next == seats * 2500


def test_the_same_change_sent_twice_is_charged_once(
    provider: Provider, paying: BillingAccount, clock: FixedClock
) -> None:
    shown = preview_seats(tenant_key=paying.tenant_key, seats=8, now=clock.now())
    _change(paying, 8, shown.pinned_at, clock.now())
    with pytest.raises(SeatsRefused, match="8 seats already"):
        _change(paying, 8, shown.pinned_at, clock.now())
    assert provider.charged() == 12_500 + shown.due_now


def test_a_refused_card_changes_nothing(
    provider: Provider, paying: BillingAccount, clock: FixedClock
) -> None:
    provider.enter_card(start_checkout(paying.tenant_key, "en"), KEPT_BUT_REFUSED)
    shown = preview_seats(tenant_key=paying.tenant_key, seats=9, now=clock.now())
    with pytest.raises(CardRefused, match="Nothing was changed"):
        _change(paying, 9, shown.pinned_at, clock.now())
    paying.refresh_from_db()
    assert (paying.seats_ordered, provider.charged()) == (5, 12_500)
    assert provider.objects("subscription_item")[-1]["quantity"] == 5


def test_fewer_seats_count_from_the_next_period_and_bring_no_credit(
    provider: Provider, paying: BillingAccount, clock: FixedClock
) -> None:
    provider.pass_time(10 * DAY)
    shown = preview_seats(tenant_key=paying.tenant_key, seats=2, now=clock.now())
    assert (shown.timing, shown.due_now, shown.due_next) == (Timing.AT_PERIOD_END, 0, 5000)
    assert shown.effective_at == paying.period_end
    after = _change(paying, 2, shown.pinned_at, clock.now())
    assert (after.seats_ordered, after.seats_paid) == (2, 5)
    assert after.period_end is not None
    provider.pass_until(after.period_end)
    provider.pass_time(7200)
    after.refresh_from_db()
    assert (after.seats_ordered, after.seats_paid, provider.charged()) == (2, 2, 17_500)


def test_seats_given_back_can_be_had_again_for_nothing_until_the_period_ends(
    provider: Provider, paying: BillingAccount, clock: FixedClock
) -> None:
    for seats in (2, 5):
        shown = preview_seats(tenant_key=paying.tenant_key, seats=seats, now=clock.now())
        assert shown.due_now == 0
        _change(paying, seats, shown.pinned_at, clock.now())
    assert provider.charged() == 12_500


def test_more_than_was_given_back_costs_only_the_difference(
    provider: Provider, paying: BillingAccount, clock: FixedClock
) -> None:
    straight = preview_seats(tenant_key=paying.tenant_key, seats=7, now=clock.now())
    shown = preview_seats(tenant_key=paying.tenant_key, seats=2, now=clock.now())
    _change(paying, 2, shown.pinned_at, clock.now())
    assert preview_seats(tenant_key=paying.tenant_key, seats=7, now=clock.now()).due_now == straight.due_now


def test_seats_in_the_trial_are_free_both_ways(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    for seats in (9, 3):
        shown = preview_seats(tenant_key=account.tenant_key, seats=seats, now=clock.now())
        assert (shown.timing, shown.due_now, shown.due_next) == (Timing.FREE, 0, seats * 2500)
        after = _change(account, seats, shown.pinned_at, clock.now())
        assert (after.seats_ordered, after.seats_paid) == (seats, seats)


def test_people_must_leave_their_seats_first(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    for _ in range(4):
        member(account.tenant_key, "agent")
    with pytest.raises(
        SeatsRefused, match=r"4 people have a seat\. Open “Team” and take the seat from 2 of them"
    ):
        preview_seats(tenant_key=account.tenant_key, seats=2, now=clock.now())
    assert preview_seats(tenant_key=account.tenant_key, seats=4, now=clock.now()).due_now == 0


def test_one_person_too_many_is_refused_with_the_fix(provider: Provider, account: BillingAccount) -> None:
    limit_seats(account.tenant_key, 5)
    with pytest.raises(NoFreeSeat, match=r"raise the seats to 6.*nothing until the trial ends"):
        limit_seats(account.tenant_key, 6)


def test_after_the_trial_no_seat_is_promised_free(provider: Provider, paying: BillingAccount) -> None:
    with pytest.raises(NoFreeSeat) as refused:
        limit_seats(paying.tenant_key, 6)
    assert "trial" not in str(refused.value)


def test_ordering_seats_raises_and_never_takes_away(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    for wanted, had in ((3, 5), (7, 7), (7, 7)):
        order_seats(account.tenant_key, wanted, actor="system", now=clock.now())
        account.refresh_from_db()
        assert account.seats_ordered == had


def test_a_company_without_an_account_has_no_limit(globex: str) -> None:
    limit_seats(globex, 1000)


@pytest.mark.parametrize("age", [901, -120])
def test_an_old_preview_is_not_charged(
    provider: Provider, paying: BillingAccount, clock: FixedClock, age: int
) -> None:
    with pytest.raises(PreviewStale):
        _change(paying, 8, clock.now() - timedelta(seconds=age), clock.now())
    assert provider.charged() == 12_500
