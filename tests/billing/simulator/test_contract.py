"""Every object of every endpoint, and every event, obeys Stripe's own type declarations."""

import copy
import json
import re
import urllib.parse
import urllib.request
from typing import Any

import pytest

from billing.simulator.embedded import Running
from tests.billing.simulator.conftest import DAY, START, Catalogue, Client, payer_with
from tests.contracts.stripe import CONTRACT, errors, errors_of


def _get(running: Running, path: str) -> dict[str, Any]:
    request = urllib.request.Request(running.base_url + path, headers={"Authorization": "Bearer sk_test_1"})
    with urllib.request.urlopen(request) as answer:
        return dict(json.load(answer))


def _post(running: Running, path: str, fields: dict[str, str]) -> dict[str, Any]:
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(running.base_url + path, body, {"Authorization": "Bearer sk_test_1"})
    with urllib.request.urlopen(request) as answer:
        return dict(json.load(answer))


def _live_a_life(client: Client, running: Running, catalogue: Catalogue, payer: str) -> str:
    """Touch every resource once; returns a subscription's id."""
    made = client.v1.subscriptions.create(
        {"customer": payer, "items": [{"price": catalogue.ten, "quantity": 2}, {"price": catalogue.minute}]}
    )
    client.v1.billing.meter_events.create(
        {"event_name": "minutes", "payload": {"stripe_customer_id": payer, "value": "3"}}
    )
    client.v1.invoice_items.create(
        {"customer": payer, "amount": 700, "currency": "usd", "description": "Setup"}
    )
    running.clock.set(START + 15 * DAY)
    item = made["items"].data[0].id
    client.v1.subscriptions.update(
        made.id, {"items": [{"id": item, "quantity": 5}], "proration_behavior": "always_invoice"}
    )
    client.v1.subscription_items.update(item, {"quantity": 4})
    running.clock.set(START + 31 * DAY)
    bare = client.v1.customers.create({"name": "No card", "address": {"country": "DE"}})
    client.v1.subscriptions.create(
        {
            "customer": bare.id,
            "items": [{"price": catalogue.ten}],
            "trial_period_days": 14,
            "trial_settings": {"end_behavior": {"missing_payment_method": "pause"}},
        }
    )
    client.v1.checkout.sessions.create(
        {
            "mode": "setup",
            "currency": "usd",
            "customer": bare.id,
            "success_url": "http://localhost/ok",
            "client_reference_id": "t_1",
        }
    )
    client.v1.billing_portal.sessions.create({"customer": payer, "return_url": "http://localhost/"})
    client.v1.setup_intents.create({"customer": payer, "payment_method": "pm_card_visa", "confirm": True})
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": START})
    client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": START + 5})
    client.v1.webhook_endpoints.create({"url": "http://localhost/", "enabled_events": ["*"]})
    _end_badly(client, catalogue)
    draft = client.v1.invoices.create({"customer": payer})
    client.v1.invoices.delete(draft.id)
    running.clock.set(START + 50 * DAY)
    return str(made.id)


def _end_badly(client: Client, catalogue: Catalogue) -> None:
    """A refused card, a voided invoice, a cancelled subscription, a deleted customer."""
    poor = payer_with(client, "pm_card_chargeCustomerFail")
    made = client.v1.subscriptions.create({"customer": poor, "items": [{"price": catalogue.ten}]})
    client.v1.invoices.void_invoice(str(made.latest_invoice))
    client.v1.subscriptions.cancel(made.id)
    client.v1.customers.delete(poor)
    client.v1.prices.update(catalogue.twenty, {"nickname": "Twenty"})


LISTS = [
    "customers",
    "products",
    "prices",
    "subscriptions?status=all",
    "invoices",
    "invoiceitems",
    "payment_intents",
    "charges",
    "setup_intents",
    "checkout/sessions",
    "billing_portal/configurations",
    "billing/meters",
    "test_helpers/test_clocks",
    "webhook_endpoints",
]


def test_everything_served_and_told_obeys_the_contract(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    subscription = _live_a_life(client, stand_in, catalogue, payer)
    paths = [f"/v1/{name}" + ("&" if "?" in name else "?") + "limit=100" for name in LISTS]
    paths += [f"/v1/subscription_items?subscription={subscription}", f"/v1/customers/{payer}/payment_methods"]
    seen = set()
    for path in paths:
        page = _get(stand_in, path)
        assert page["data"], path
        assert errors_of(page) == [], path
        seen |= {entry["object"] for entry in page["data"]}
        first = page["data"][0]
        single = re.sub(
            r"\?.*|/customers/.*/payment", lambda hit: "/payment" if "pay" in hit[0] else "", path
        )
        assert errors_of(_get(stand_in, f"{single}/{first['id']}")) == []
    events = _get(stand_in, "/v1/events?limit=100")["data"]
    events += _get(stand_in, f"/v1/events?limit=100&starting_after={events[-1]['id']}")["data"]
    assert [(event["type"], found) for event in events if (found := errors_of(event))] == []
    assert len({event["type"] for event in events}) >= 30
    assert len(seen) == 16


def test_answers_that_are_in_no_list_obey_the_contract(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    invoice = str(made.latest_invoice)
    expanded = (
        "?expand[]=payments&expand[]=confirmation_secret&expand[]=customer&expand[]=lines.data.subscription"
    )
    fields = {
        "mode": "subscription",
        "customer": payer,
        "success_url": "http://localhost/",
        "line_items[0][price]": catalogue.ten,
        "line_items[0][quantity]": "2",
        "expand[]": "line_items",
    }
    event = {"event_name": "minutes", "payload[stripe_customer_id]": payer, "payload[value]": "2"}
    summaries = f"event_summaries?customer={payer}&start_time={START}&end_time={START + 60}"
    answers = [
        _get(stand_in, f"/v1/invoices/{invoice}{expanded}"),
        _get(stand_in, f"/v1/invoices/{invoice}/lines"),
        _post(stand_in, "/v1/invoices/create_preview", {"subscription": made.id}),
        _post(stand_in, "/v1/checkout/sessions", fields),
        _post(stand_in, "/v1/billing_portal/sessions", {"customer": payer}),
        _post(stand_in, "/v1/billing/meter_events", event),
        _get(stand_in, f"/v1/billing/meters/{catalogue.meter}/{summaries}"),
        _post(stand_in, "/v1/payment_methods", {"type": "card", "card[number]": "5555555555554444"}),
    ]
    assert [errors_of(answer) for answer in answers] == [[] for _ in answers]


@pytest.mark.parametrize("root", ["Invoice", "Subscription", "Customer", "Event invoice.paid"])
def test_a_damaged_object_is_caught(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str, root: str
) -> None:
    """The twin: without it an empty contract would pass everything."""
    made = client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    whole = {
        "Invoice": _get(stand_in, f"/v1/invoices/{made.latest_invoice}"),
        "Subscription": _get(stand_in, f"/v1/subscriptions/{made.id}"),
        "Customer": _get(stand_in, f"/v1/customers/{payer}"),
        "Event invoice.paid": _get(stand_in, "/v1/events?type=invoice.paid")["data"][0],
    }[root]
    assert errors(root, whole) == []
    target = root.replace("Event ", "")
    for name in _required(root):
        damaged = copy.deepcopy(whole)
        del damaged[name]
        assert errors(root, damaged), f"{target} without {name} was accepted"
    assert errors(root, {**whole, "id": 5})


def _required(root: str) -> list[str]:
    name = CONTRACT["roots"][root]["$ref"].rsplit("/", 1)[1]
    return list(CONTRACT["$defs"][name]["required"])
