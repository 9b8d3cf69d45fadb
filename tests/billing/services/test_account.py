"""An account from opening through trial, card, pause and cancelling."""

from datetime import timedelta

import pytest

from billing.gateways.refusals import ProviderAway
from billing.models import BillingAccount, Invoice
from billing.services.open_account import open_account
from billing.services.open_pages import open_portal, start_checkout
from infra.kit.clock import FixedClock
from tests.billing.conftest import KEPT_BUT_REFUSED, Provider

DAY = 86_400


def test_opening_gives_a_trial_of_fourteen_days_with_one_seat_without_a_card(
    provider: Provider, acme: str, clock: FixedClock
) -> None:
    account = open_account(acme, "Acme", "bills@acme.example", clock.now())
    assert (account.status, account.seats_ordered, account.seats_paid) == ("trialing", 1, 1)
    assert account.trial_ends_at == clock.now() + timedelta(days=14)
    assert not account.has_card
    assert provider.charged() == 0


def test_opening_again_makes_nothing_new(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    again = open_account(account.tenant_key, "Acme", "bills@acme.example", clock.now())
    assert again.pk == account.pk
    kinds = ("customer", "subscription", "price", "billing.meter")
    assert [len(provider.objects(kind)) for kind in kinds] == [1, 1, 2, 1]


def test_two_companies_share_the_catalogue(
    provider: Provider, account: BillingAccount, globex: str, clock: FixedClock
) -> None:
    open_account(globex, "Globex", "bills@globex.example", clock.now())
    assert [len(provider.objects(kind)) for kind in ("customer", "price", "billing.meter")] == [2, 2, 1]


def test_an_opening_that_was_cut_off_goes_on_where_it_stopped(
    provider: Provider, acme: str, clock: FixedClock
) -> None:
    """The plan was started, but its answer never came."""
    provider.running.faults(fail_after_acting=9, fail_path="/v1/subscriptions")
    with pytest.raises(ProviderAway):
        open_account(acme, "Acme", "bills@acme.example", clock.now())
    provider.running.faults(fail_after_acting=0)
    opened = open_account(acme, "Acme", "bills@acme.example", clock.now())
    assert opened.status == "trialing"
    assert [len(provider.objects(kind)) for kind in ("customer", "subscription")] == [1, 1]


def test_a_trial_without_a_card_pauses_and_a_card_starts_it_again(
    provider: Provider, account: BillingAccount
) -> None:
    provider.pass_time(15 * DAY)
    account.refresh_from_db()
    assert (account.status, provider.charged()) == ("paused", 0)
    target = provider.enter_card(start_checkout(account.tenant_key, "en"))
    assert target.startswith("http://acme.localhost")
    account.refresh_from_db()
    assert (account.status, account.has_card, provider.charged()) == ("active", True, 12_500)


def test_a_card_in_the_trial_is_charged_at_its_end(provider: Provider, paying: BillingAccount) -> None:
    assert provider.charged() == 12_500
    invoice = Invoice.objects.filter(account=paying, status="paid").latest("created_at")
    assert [(line.kind, line.quantity, line.unit_amount, line.amount) for line in invoice.lines.all()] == [
        ("seats", 5, 2500, 12_500)
    ]


def test_a_renewal_that_fails_is_paid_by_the_next_card(provider: Provider, paying: BillingAccount) -> None:
    provider.enter_card(start_checkout(paying.tenant_key, "en"), KEPT_BUT_REFUSED)
    assert paying.period_end is not None
    provider.pass_until(paying.period_end)
    provider.pass_time(7200)
    paying.refresh_from_db()
    assert (paying.status, provider.charged()) == ("past_due", 12_500)
    provider.enter_card(start_checkout(paying.tenant_key, "en"))
    paying.refresh_from_db()
    assert (paying.status, provider.charged()) == ("active", 25_000)


def test_cancelling_in_the_portal_is_known(provider: Provider, paying: BillingAccount) -> None:
    import urllib.request

    url = open_portal(paying.tenant_key, "en")
    urllib.request.urlopen(urllib.request.Request(f"{url}/cancel", b"")).read()
    provider.deliver()
    paying.refresh_from_db()
    assert paying.ends_at == paying.period_end is not None
    provider.pass_until(paying.period_end)
    paying.refresh_from_db()
    assert paying.status == "canceled"
