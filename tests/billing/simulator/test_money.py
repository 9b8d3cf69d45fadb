"""Golden amounts in the flexible billing mode: prorations, previews, trials, usage."""

from typing import Any

import pytest
import stripe

from billing.simulator.embedded import Running
from tests.billing.simulator.conftest import DAY, START, Catalogue, Client

HALF = START + 15 * DAY


def _subscribe(client: Client, payer: str, price: str, quantity: int = 1) -> Any:
    return client.v1.subscriptions.create(
        {"customer": payer, "items": [{"price": price, "quantity": quantity}]}
    )


def _lines(invoice: Any) -> list[int]:
    return [line.amount for line in invoice.lines.data]


def test_ten_to_twenty_half_way_credits_five_and_charges_ten(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    """Stripe's own example: 30 days in April, changed after 15."""
    made = _subscribe(client, payer, catalogue.ten)
    stand_in.clock.set(HALF)
    item = made["items"].data[0].id
    changed = client.v1.subscriptions.update(
        made.id,
        {
            "items": [{"id": item, "price": catalogue.twenty}],
            "proration_behavior": "always_invoice",
            "expand": ["latest_invoice"],
        },
    )
    invoice = changed.latest_invoice
    assert isinstance(invoice, stripe.Invoice)
    assert (_lines(invoice), invoice.total, invoice.status) == ([-500, 1000], 500, "paid")
    assert [
        line.parent.subscription_item_details.proration for line in changed.latest_invoice.lines.data
    ] == [True, True]


@pytest.mark.parametrize(
    ("seats", "offset"), [(3, 1), (7, DAY), (11, 12_345), (2, 15 * DAY), (40, 29 * DAY + 7)]
)
def test_a_preview_is_charged_to_the_cent(
    client: Client,
    stand_in: Running,
    catalogue: Catalogue,
    payer: str,
    seats: int,
    offset: int,
) -> None:
    made = _subscribe(client, payer, catalogue.twenty, 1)
    stand_in.clock.set(START + offset)
    items = [{"id": made["items"].data[0].id, "quantity": seats}]
    shown = client.v1.invoices.create_preview(
        {
            "subscription": made.id,
            "subscription_details": {
                "items": items,
                "proration_behavior": "always_invoice",
                "proration_date": START + offset,
            },
        }
    )
    stand_in.clock.advance(300)
    changed = client.v1.subscriptions.update(
        made.id,
        {
            "items": items,
            "proration_behavior": "always_invoice",
            "proration_date": START + offset,
            "expand": ["latest_invoice"],
        },
    )
    charged = changed.latest_invoice
    assert isinstance(charged, stripe.Invoice)
    assert shown.amount_due == charged.amount_paid > 0
    assert _lines(shown) == _lines(charged)
    assert client.v1.subscriptions.retrieve(made.id)["items"].data[0].quantity == seats


def test_a_preview_changes_nothing(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = _subscribe(client, payer, catalogue.ten)
    before = [event.id for event in client.v1.events.list({"limit": 100}).data]
    item = made["items"].data[0].id
    details = {"items": [{"id": item, "quantity": 9}], "proration_behavior": "always_invoice"}
    client.v1.invoices.create_preview({"subscription": made.id, "subscription_details": details})
    assert [event.id for event in client.v1.events.list({"limit": 100}).data] == before
    assert client.v1.subscriptions.retrieve(made.id)["items"].data[0].quantity == 1
    assert client.v1.invoice_items.list({"customer": payer}).data == []


def test_prorations_that_wait_come_with_the_next_invoice(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = _subscribe(client, payer, catalogue.ten)
    stand_in.clock.set(HALF)
    client.v1.subscription_items.update(made["items"].data[0].id, {"quantity": 3})
    assert len(client.v1.invoices.list({"customer": payer}).data) == 1
    stand_in.clock.set(START + 30 * DAY + 3600)
    latest = client.v1.invoices.list({"customer": payer}).data[0]
    assert (_lines(latest), latest.status) == ([-500, 1500, 3000], "paid")


def test_fewer_seats_without_proration_cost_less_from_the_next_period_only(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = _subscribe(client, payer, catalogue.ten, 5)
    stand_in.clock.set(HALF)
    item = {"id": made["items"].data[0].id, "quantity": 2}
    client.v1.subscriptions.update(made.id, {"items": [item], "proration_behavior": "none"})
    stand_in.clock.set(START + 30 * DAY + 3600)
    assert [invoice.total for invoice in client.v1.invoices.list({"customer": payer}).data] == [2000, 5000]


def test_seats_put_back_after_a_decrease_without_proration_are_free(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    """Flexible mode credits what was debited, which was five seats, not the present two."""
    made = _subscribe(client, payer, catalogue.ten, 5)
    item = made["items"].data[0].id
    stand_in.clock.set(HALF)
    smaller = [{"id": item, "quantity": 2}]
    client.v1.subscriptions.update(made.id, {"items": smaller, "proration_behavior": "none"})
    details = {"items": [{"id": item, "quantity": 5}], "proration_behavior": "always_invoice"}
    shown = client.v1.invoices.create_preview({"subscription": made.id, "subscription_details": details})
    assert (_lines(shown), shown.amount_due) == ([-2500, 2500], 0)


def test_a_credit_becomes_customer_balance_and_is_used_up(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = _subscribe(client, payer, catalogue.ten, 5)
    stand_in.clock.set(HALF)
    item = {"id": made["items"].data[0].id, "quantity": 1}
    client.v1.subscriptions.update(made.id, {"items": [item], "proration_behavior": "always_invoice"})
    assert client.v1.customers.retrieve(payer).balance == -2000
    stand_in.clock.set(START + 30 * DAY + 3600)
    latest = client.v1.invoices.list({"customer": payer}).data[0]
    assert (latest.total, latest.amount_due, latest.starting_balance, latest.ending_balance) == (
        1000,
        0,
        -2000,
        -1000,
    )


def test_usage_is_billed_behind_and_each_identifier_counts_once(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create(
        {"customer": payer, "items": [{"price": catalogue.ten}, {"price": catalogue.minute}]}
    )
    assert "quantity" not in made["items"].data[1].to_dict()
    for identifier, minutes in (("a", 30), ("b", 12)):
        client.v1.billing.meter_events.create(_usage(payer, identifier, minutes))
    with pytest.raises(stripe.InvalidRequestError, match="already exists with identifier a"):
        client.v1.billing.meter_events.create(_usage(payer, "a", 30))
    summary = client.v1.billing.meters.event_summaries.list(
        catalogue.meter, {"customer": payer, "start_time": START, "end_time": START + DAY}
    )
    assert summary.data[0].aggregated_value == 42
    stand_in.clock.set(START + 30 * DAY + 3600)
    latest = client.v1.invoices.list({"customer": payer}).data[0]
    assert [(line.quantity, line.amount) for line in latest.lines.data] == [(42, 84), (1, 1000)]


def _usage(payer: str, identifier: str, minutes: int) -> "stripe.params.billing.MeterEventCreateParams":
    payload = {"stripe_customer_id": payer, "value": str(minutes)}
    return {"event_name": "minutes", "payload": payload, "identifier": identifier}


def test_usage_reported_in_the_hour_before_finalising_still_counts(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.minute}]})
    stand_in.clock.set(START + 30 * DAY + 60)
    late = {**_usage(payer, "late", 50), "timestamp": START + 30 * DAY - 5}
    client.v1.billing.meter_events.create(late)
    stand_in.clock.advance(3600)
    assert client.v1.invoices.list({"customer": payer}).data[0].total == 100
