"""The provider's notices: forged, repeated, lost, out of order, for strangers."""

from pytest_django.fixtures import Settings

from billing.models import BillingAccount, Invoice
from billing.services.open_pages import start_checkout
from infra.base import inbox
from infra.base.models import InboxEvent
from infra.kit.clock import FixedClock
from tests.billing.conftest import Provider

DAY = 86_400


def test_a_signed_notice_is_stored_and_worked(provider: Provider, account: BillingAccount) -> None:
    assert set(provider.deliver()) == {204}
    ours = InboxEvent.objects.filter(source="billing.notice", tenant_key=account.tenant_key)
    assert {event.state for event in ours} == {InboxEvent.State.DONE}
    assert Invoice.objects.filter(account=account).count() == 1


def test_a_forged_notice_is_refused_and_not_stored(provider: Provider, account: BillingAccount) -> None:
    (body, headers), *_ = provider.running.take_webhooks()
    assert provider.post(body.replace(b"Acme", b"Evil").replace(b"evt_", b"evt_x"), headers) == 403
    assert provider.post(body, {"Stripe-Signature": "t=1,v1=00"}) == 403
    assert provider.post(body, {"Stripe-Signature": ""}) == 403
    assert InboxEvent.objects.count() == 0
    assert provider.post(body, headers) == 204


def test_duplicates_and_disorder_change_nothing(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    provider.running.faults(duplicate=40, reorder=0)
    provider.enter_card(start_checkout(account.tenant_key, "en"))
    provider.running.faults(duplicate=40, reorder=40)
    provider.pass_time(14 * DAY)
    provider.pass_time(7200)
    account.refresh_from_db()
    assert (account.status, account.has_card, provider.charged()) == ("active", True, 12_500)
    keys = list(InboxEvent.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    assert Invoice.objects.filter(account=account, status="paid").count() == 2


def test_lost_notices_are_made_good_by_any_later_one(provider: Provider, account: BillingAccount) -> None:
    provider.deliver()
    provider.running.faults(drop=4)
    provider.pass_time(15 * DAY)
    account.refresh_from_db()
    assert account.status == "trialing"
    provider.enter_card(start_checkout(account.tenant_key, "en"))
    account.refresh_from_db()
    assert account.status == "active"


def test_notices_about_strangers_are_kept_and_ignored(
    provider: Provider, account: BillingAccount, clock: FixedClock
) -> None:
    provider.deliver()
    BillingAccount.objects.update(customer_ref="cus_other")
    provider.pass_time(15 * DAY)
    states = InboxEvent.objects.filter(tenant_key=None, params__kind__startswith="customer.subscription")
    assert {event.state for event in states} == {InboxEvent.State.IGNORED}


def test_a_notice_that_meets_a_silent_provider_is_worked_later(
    provider: Provider, account: BillingAccount, clock: FixedClock, settings: Settings
) -> None:
    taken = provider.running.take_webhooks()
    real = settings.STRIPE_API_BASE
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    provider.post(*taken[-1])
    inbox.work_due(clock.now())
    assert InboxEvent.objects.get().state == InboxEvent.State.NEW
    settings.STRIPE_API_BASE = real
    clock.advance(60)
    inbox.work_due(clock.now())
    assert InboxEvent.objects.get().state == InboxEvent.State.DONE
