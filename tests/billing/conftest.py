"""A payment stand-in beside the database, on the same time as the product, and an account that is open."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from billing.models import BillingAccount, UsageRecord
from billing.services.open_account import open_account
from billing.services.order_seats import order_seats
from billing.simulator import embedded
from billing.simulator.embedded import Running
from infra.base import inbox
from infra.base.models import InboxEvent, OutboxCommand
from infra.kit.clock import FixedClock

GOOD_CARD = "4242424242424242"
KEPT_BUT_REFUSED = "4000000000000341"


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Provider:
    """The stand-in, with the steps a story needs."""

    def __init__(self, running: Running, clock: FixedClock) -> None:
        self.running, self.clock = running, clock
        self.hook = Client()

    def pass_time(self, seconds: int) -> None:
        """Time passes for both, and every notice that comes of it is delivered and worked."""
        self.clock.advance(seconds)
        self.running.clock.set(int(self.clock.now().timestamp()))
        self.deliver()

    def pass_until(self, moment: datetime) -> None:
        self.pass_time(int((moment - self.clock.now()).total_seconds()))

    def deliver(self) -> list[int]:
        """Post what the stand-in wants to tell, then work it; returns the answers' statuses."""
        answers = [self.post(body, headers) for body, headers in self.running.take_webhooks()]
        inbox.work_due(self.clock.now())
        return answers

    def post(self, body: bytes, headers: dict[str, str]) -> int:
        signature = headers["Stripe-Signature"]
        answer = self.hook.post(
            "/hooks/stripe", body, content_type="application/json", headers={"Stripe-Signature": signature}
        )
        return answer.status_code

    def enter_card(self, url: str, number: str = GOOD_CARD) -> str:
        """Fill in the checkout page; returns where it leads."""
        fields = {"number": number, "expiry": "12 / 34", "cvc": "123", "name": "Ann"}
        with_form = Request(url, urlencode(fields).encode())
        try:
            build_opener(_Stay).open(with_form)
        except OSError as error:
            target: str = getattr(error, "headers", {}).get("Location", "")
            self.deliver()
            return target
        raise AssertionError("The checkout page did not lead back.")

    def objects(self, kind: str) -> list[dict[str, Any]]:
        """What the stand-in holds of a kind, newest first."""
        return json.loads(json.dumps(self.running.world.store.of_kind(kind)))  # type: ignore[no-any-return]

    def charged(self) -> int:
        """Everything ever taken from cards, in minor units."""
        return sum(one["amount"] for one in self.objects("charge") if one["paid"])

    def counted(self) -> list[str]:
        """The values of all counted usage."""
        rows = self.running.world.store.db.execute("SELECT value FROM meter_events ORDER BY rowid")
        return [row[0] for row in rows]


@pytest.fixture
def provider(settings: Settings, clock: FixedClock) -> Iterator[Provider]:
    running = embedded.start(webhook_secret="whsec_tests", start_at=int(clock.now().timestamp()))
    settings.STRIPE_API_BASE = running.base_url
    settings.STRIPE_API_KEY = "sk_test_tests"
    settings.STRIPE_WEBHOOK_SECRET = "whsec_tests"
    yield Provider(running, clock)
    running.stop()


@pytest.fixture
def account(provider: Provider, acme: str, clock: FixedClock) -> BillingAccount:
    """Acme in its trial, with five seats ordered."""
    # Tests that commit for real leave rows behind; within this test's transaction they are not there.
    for left_behind in (UsageRecord, InboxEvent, OutboxCommand):
        left_behind.objects.all().delete()
    open_account(acme, "Acme", "bills@acme.example", clock.now())
    return order_seats(acme, 5, actor="system", now=clock.now())


@pytest.fixture
def paying(provider: Provider, account: BillingAccount) -> BillingAccount:
    """Acme after its trial: a card, five seats paid, two hours into a paid month."""
    from billing.services.open_pages import start_checkout

    provider.enter_card(start_checkout(account.tenant_key, "en"))
    assert account.trial_ends_at is not None
    provider.pass_until(account.trial_ends_at)
    provider.pass_time(7200)
    account.refresh_from_db()
    assert (account.status, account.seats_paid) == ("active", 5)
    return account
