"""Subscription states: trials, refused cards, pauses, renewals that fail, cancelling."""

from typing import Any

import pytest
import stripe

from billing.simulator.embedded import Running
from tests.billing.simulator.conftest import DAY, START, Catalogue, Client, payer_with


def _trial(client: Client, customer: str, price: str, word: str) -> Any:
    return client.v1.subscriptions.create(
        {
            "customer": customer,
            "items": [{"price": price, "quantity": 2}],
            "trial_period_days": 14,
            "trial_settings": {"end_behavior": {"missing_payment_method": word}},
        }
    )


@pytest.mark.parametrize(
    ("word", "status", "open_invoices"),
    [("pause", "paused", 0), ("cancel", "canceled", 0), ("create_invoice", "past_due", 1)],
)
def test_a_trial_without_a_card_ends_as_ordered(
    client: Client,
    stand_in: Running,
    catalogue: Catalogue,
    word: str,
    status: str,
    open_invoices: int,
) -> None:
    customer = client.v1.customers.create({"name": "Acme"}).id
    made = _trial(client, customer, catalogue.ten, word)
    assert (made.status, made.trial_end) == ("trialing", START + 14 * DAY)
    stand_in.clock.set(START + 14 * DAY + 3601)
    assert client.v1.subscriptions.retrieve(made.id).status == status
    assert len(client.v1.invoices.list({"customer": customer, "status": "open"}).data) == open_invoices


def test_a_trial_with_a_card_becomes_a_paid_month(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = _trial(client, payer, catalogue.ten, "pause")
    stand_in.clock.set(START + 14 * DAY + 3600)
    now = client.v1.subscriptions.retrieve(made.id, {"expand": ["latest_invoice"]})
    invoice = now.latest_invoice
    assert isinstance(invoice, stripe.Invoice)
    assert (now.status, invoice.status, invoice.amount_paid) == ("active", "paid", 2000)
    assert now["items"].data[0].current_period_start == START + 14 * DAY
    told = [
        event.created
        for event in client.v1.events.list({"type": "customer.subscription.trial_will_end"}).data
    ]
    assert told == [START + 11 * DAY]


def test_a_paused_subscription_resumes_with_a_card(
    client: Client, stand_in: Running, catalogue: Catalogue
) -> None:
    customer = client.v1.customers.create({"name": "Acme"}).id
    made = _trial(client, customer, catalogue.ten, "pause")
    stand_in.clock.set(START + 20 * DAY)
    method = client.v1.payment_methods.attach("pm_card_visa", {"customer": customer})
    client.v1.customers.update(customer, {"invoice_settings": {"default_payment_method": method.id}})
    resumed = client.v1.subscriptions.resume(made.id, {"billing_cycle_anchor": {"type": "now"}})
    assert resumed.status == "active"
    assert client.v1.invoices.list({"customer": customer}).data[0].amount_paid == 2000


def test_a_first_payment_that_fails_leaves_it_incomplete_and_then_expired(
    client: Client, stand_in: Running, catalogue: Catalogue
) -> None:
    payer = payer_with(client, "pm_card_chargeCustomerFail")
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    assert made.status == "incomplete"
    stand_in.clock.advance(24 * 3600)
    assert client.v1.subscriptions.retrieve(made.id).status == "incomplete_expired"
    assert client.v1.invoices.list({"customer": payer}).data[0].status == "void"


def test_error_if_incomplete_leaves_nothing_behind(client: Client, catalogue: Catalogue) -> None:
    payer = payer_with(client, "pm_card_chargeCustomerFail")
    with pytest.raises(stripe.CardError, match="declined"):
        client.v1.subscriptions.create(
            {
                "customer": payer,
                "items": [{"price": catalogue.ten}],
                "payment_behavior": "error_if_incomplete",
            }
        )
    assert client.v1.subscriptions.list({"customer": payer, "status": "all"}).data == []


def test_a_change_that_is_not_paid_waits_and_is_applied_when_paid(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    bad = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": payer})
    client.v1.subscriptions.update(made.id, {"default_payment_method": bad.id})
    item = made["items"].data[0].id
    changed = client.v1.subscriptions.update(
        made.id,
        {
            "items": [{"id": item, "quantity": 4}],
            "proration_behavior": "always_invoice",
            "payment_behavior": "pending_if_incomplete",
        },
    )
    assert changed.pending_update is not None
    assert (changed.status, changed["items"].data[0].quantity) == ("active", 1)
    good = client.v1.payment_methods.attach("pm_card_visa", {"customer": payer})
    client.v1.invoices.pay(str(changed.latest_invoice), {"payment_method": good.id})
    after = client.v1.subscriptions.retrieve(made.id)
    assert (after.pending_update, after["items"].data[0].quantity) == (None, 4)


def test_a_waiting_change_expires(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    bad = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": payer})
    client.v1.subscriptions.update(made.id, {"default_payment_method": bad.id})
    changed = client.v1.subscriptions.update(
        made.id,
        {
            "items": [{"id": made["items"].data[0].id, "quantity": 4}],
            "proration_behavior": "always_invoice",
            "payment_behavior": "pending_if_incomplete",
        },
    )
    stand_in.clock.advance(24 * 3600)
    assert client.v1.subscriptions.retrieve(made.id).pending_update is None
    assert client.v1.invoices.retrieve(str(changed.latest_invoice)).status == "void"


def test_a_renewal_that_fails_is_retried_and_then_cancelled(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    bad = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": payer})
    client.v1.subscriptions.update(made.id, {"default_payment_method": bad.id})
    stand_in.clock.set(START + 30 * DAY + 3600)
    assert client.v1.subscriptions.retrieve(made.id).status == "past_due"
    stand_in.clock.advance(10 * DAY)
    ended = client.v1.subscriptions.retrieve(made.id)
    assert (ended.status, ended.cancellation_details and ended.cancellation_details.reason) == (
        "canceled",
        "payment_failed",
    )
    assert client.v1.invoices.retrieve(str(ended.latest_invoice)).attempt_count == 4


def test_cancelling_at_the_period_end_can_be_taken_back(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    ordered = client.v1.subscriptions.update(made.id, {"cancel_at_period_end": True})
    assert ordered.cancel_at == START + 30 * DAY
    client.v1.subscriptions.update(made.id, {"cancel_at_period_end": False})
    stand_in.clock.set(START + 31 * DAY)
    assert client.v1.subscriptions.retrieve(made.id).status == "active"
    client.v1.subscriptions.update(made.id, {"cancel_at_period_end": True})
    stand_in.clock.set(START + 62 * DAY)
    assert client.v1.subscriptions.retrieve(made.id).status == "canceled"


def test_a_test_clock_is_a_time_line_of_its_own(
    client: Client, stand_in: Running, catalogue: Catalogue
) -> None:
    line = client.v1.test_helpers.test_clocks.create({"frozen_time": START, "name": "years ahead"})
    customer = client.v1.customers.create({"test_clock": line.id, "payment_method": "pm_card_visa"}).id
    method = client.v1.customers.payment_methods.list(customer).data[0].id
    made = client.v1.subscriptions.create(
        {"customer": customer, "items": [{"price": catalogue.ten}], "default_payment_method": method}
    )
    moving = client.v1.test_helpers.test_clocks.advance(line.id, {"frozen_time": START + 95 * DAY})
    assert moving.status == "advancing"
    assert client.v1.test_helpers.test_clocks.retrieve(line.id).status == "ready"
    assert len(client.v1.invoices.list({"subscription": made.id, "status": "paid"}).data) == 4
    assert stand_in.clock.now() == START


def test_a_card_that_is_refused_cannot_be_kept(client: Client) -> None:
    customer = client.v1.customers.create({}).id
    with pytest.raises(stripe.CardError) as refused:
        client.v1.payment_methods.attach("pm_card_chargeDeclined", {"customer": customer})
    assert (refused.value.code, refused.value.http_status) == ("card_declined", 402)
