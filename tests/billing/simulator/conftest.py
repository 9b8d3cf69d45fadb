"""A stand-in of its own for each test, the real SDK pointed at it, and a catalogue to buy from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe

from billing.simulator import embedded
from billing.simulator.embedded import Running

START = int(datetime(2026, 4, 1, tzinfo=UTC).timestamp())
SECRET = "whsec_tests"
DAY = 86_400
Client = Any
"""stripe.StripeClient, whose parameter types refuse a dict that is built up in steps."""


@pytest.fixture
def stand_in() -> Iterator[Running]:
    running = embedded.start(webhook_secret=SECRET, start_at=START)
    yield running
    running.stop()


@pytest.fixture
def client(stand_in: Running) -> Client:
    return client_of(stand_in)


def client_of(running: Running, key: str = "sk_test_tests", retries: int = 0) -> Client:
    addresses: Any = {"api": running.base_url, "meter_events": running.base_url}
    return stripe.StripeClient(key, base_addresses=addresses, max_network_retries=retries)


@dataclass(frozen=True)
class Catalogue:
    """Two seat prices, a meter and a metered price."""

    ten: str
    twenty: str
    minute: str
    meter: str


@pytest.fixture
def catalogue(client: Client) -> Catalogue:
    product = client.v1.products.create({"name": "Team"})

    def monthly(cents: int) -> str:
        made = client.v1.prices.create(
            {
                "product": product.id,
                "currency": "usd",
                "unit_amount": cents,
                "recurring": {"interval": "month"},
            }
        )
        return str(made.id)

    meter = client.v1.billing.meters.create(
        {"display_name": "Minutes", "event_name": "minutes", "default_aggregation": {"formula": "sum"}}
    )
    minutes = client.v1.products.create({"name": "Minutes"})
    minute = client.v1.prices.create(
        {
            "product": minutes.id,
            "currency": "usd",
            "unit_amount": 2,
            "recurring": {"interval": "month", "usage_type": "metered", "meter": meter.id},
        }
    )
    return Catalogue(monthly(1000), monthly(2000), minute.id, meter.id)


@pytest.fixture
def payer(client: Client) -> str:
    """The id of a customer whose card works."""
    return payer_with(client, "pm_card_visa")


def payer_with(client: Client, card: str) -> str:
    made = client.v1.customers.create({"name": "Acme", "email": "bills@acme.test"})
    method = client.v1.payment_methods.attach(card, {"customer": made.id})
    client.v1.customers.update(made.id, {"invoice_settings": {"default_payment_method": method.id}})
    return str(made.id)
