"""The whole product in one process on a virtual clock, between the two stand-ins."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client, override_settings
from rest_framework.test import APIClient

from billing.simulator import embedded as payments
from infra.base import inbox, outbox, timers
from infra.kit import clock as clocks
from telephony.simulator import embedded as carriers
from telephony.simulator.clock import VirtualClock
from telephony.simulator.hooks.transport import Reply, Sent

PUBLIC = "http://localhost:8000"
PING_S = 15.0
"""How often open consoles answer; the product takes one that is silent for a minute as gone."""
NOBODY_THERE_S = 6 * 3600.0


@dataclass
class World:
    """Time, the carrier and the payment provider; `pass_time` moves all three together."""

    carrier: carriers.Running
    payments: payments.Running
    watched: list["Alive"] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The present of everybody."""
        return self.carrier.clock.now()

    def pass_time(self, seconds: float) -> None:
        """Let time pass; what is due in the product happens at its moment."""
        end = self.now + timedelta(seconds=seconds)
        while (left := end - self.now) > timedelta(0):
            self._answer_pings()
            longest = PING_S if self.watched else NOBODY_THERE_S
            self.carrier.advance(min(left.total_seconds(), self._until_due(), longest))
            self.settle()
        self.payments.clock.set(int(self.now.timestamp()))
        self.settle()

    def settle(self) -> None:
        """Everything due now is done, and what follows from it."""
        self._answer_pings()
        timers.run_due(self.now)
        outbox.send_due(self.now)
        self.carrier.settle()
        self._take_payment_notices()
        inbox.work_due(self.now)

    def _until_due(self) -> float:
        due = timers.next_due()
        return NOBODY_THERE_S if due is None else max(0.001, (due - self.now).total_seconds())

    def _answer_pings(self) -> None:
        for page in self.watched:
            page.answer_ping(self.now)

    def _take_payment_notices(self) -> None:
        for body, headers in self.payments.take_webhooks():
            answer = Client().post("/hooks/stripe", body, content_type="application/json", headers=headers)
            assert answer.status_code == 204, answer.content


class Alive:
    """Something that answers the server's pings: an open console."""

    def answer_ping(self, now: datetime) -> None:
        """Answer as the page does."""
        raise NotImplementedError


class FollowingClock:
    """The product's clock, which shows the carrier's time."""

    def __init__(self, virtual: VirtualClock) -> None:
        self._virtual = virtual

    def now(self) -> datetime:
        """The carrier's present, aware UTC."""
        return self._virtual.now()


@contextmanager
def opened(start: datetime = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)) -> Iterator[World]:
    """A world at `start` (Monday, 9 o'clock in New York); webhooks are answered in this thread."""
    virtual = VirtualClock(start)
    carrier = carriers.start(clock=virtual, answer=_deliver, calls_per_second=1000)
    provider = payments.start(
        webhook_secret=settings.STRIPE_WEBHOOK_SECRET or "whsec_journey", start_at=int(start.timestamp())
    )
    places: dict[str, Any] = {
        "CARRIER_API_BASE": carrier.base_url,
        "CARRIER_ACCOUNT_SID": carrier.account_sid,
        "CARRIER_AUTH_TOKEN": carrier.auth_token,
        "STRIPE_API_BASE": provider.base_url,
        "STRIPE_WEBHOOK_SECRET": settings.STRIPE_WEBHOOK_SECRET or "whsec_journey",
        "PUBLIC_BASE_URL": PUBLIC,
        "PUBLIC_DOMAIN": "localhost",
    }
    try:
        with override_settings(**places), clocks.use(FollowingClock(virtual)):
            yield World(carrier, provider)
    finally:
        carrier.stop()
        provider.stop()


def public_client() -> APIClient:
    """Somebody at the public address who is not signed in."""
    client = APIClient(HTTP_HOST=urlsplit(PUBLIC).netloc)
    client.default_format = "json"
    return client


def _deliver(sent: Sent) -> Reply:
    address = urlsplit(sent.url)
    path = address.path + (f"?{address.query}" if address.query else "")
    headers = {name: value for name, value in sent.headers.items() if name.lower() != "content-type"}
    client = Client(HTTP_HOST=address.netloc, raise_request_exception=False)
    if sent.method == "GET":
        answer = client.get(path, headers=headers)
    else:
        form = "application/x-www-form-urlencoded"
        answer = client.post(path, sent.body, content_type=form, headers=headers)
    return Reply(answer.status_code, answer.headers.get("Content-Type", ""), answer.content)
