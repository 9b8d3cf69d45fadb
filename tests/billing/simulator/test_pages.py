"""The pages: paying, being refused, the portal; in both languages, and safe against markup in names."""

import re
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest
import stripe

from billing.simulator.embedded import Running
from tests.billing.simulator.conftest import START, Catalogue, Client

CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123", "name": "Ann"}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Do not follow: the target is the product's, which does not run here."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _open(url: str, fields: dict[str, str] | None = None, language: str = "en") -> tuple[int, str, str]:
    body = urllib.parse.urlencode(fields).encode() if fields is not None else None
    request = urllib.request.Request(url, body, {"Accept-Language": language})
    try:
        with urllib.request.build_opener(_Stay).open(request) as answer:
            return answer.status, answer.read().decode(), ""
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers.get("Location", "")


def _checkout(client: Client, customer: str, **more: Any) -> Any:
    success = "http://acme.localhost/billing?session={CHECKOUT_SESSION_ID}"
    return client.v1.checkout.sessions.create({"customer": customer, "success_url": success, **more})


def test_paying_subscribes_and_leads_back(client: Client, catalogue: Catalogue) -> None:
    customer = client.v1.customers.create({"name": "Acme", "email": "a@acme.test"}).id
    items = [{"price": catalogue.ten, "quantity": 3}, {"price": catalogue.minute}]
    session = _checkout(client, customer, mode="subscription", line_items=items)
    status, page, _ = _open(str(session.url))
    assert status == 200
    assert "$30.00" in page
    assert "3 × Team" in page
    status, _, target = _open(str(session.url), CARD)
    assert (status, target) == (303, f"http://acme.localhost/billing?session={session.id}")
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert isinstance(done.subscription, stripe.Subscription)
    assert (done.status, done.payment_status, done.subscription.status) == ("complete", "paid", "active")
    assert _open(f"{session.url}")[0] == 410


def test_a_refused_card_is_said_and_can_be_tried_again(client: Client, catalogue: Catalogue) -> None:
    customer = client.v1.customers.create({"name": "Acme"}).id
    session = _checkout(client, customer, mode="subscription", line_items=[{"price": catalogue.ten}])
    for number in ("4000000000000002", "4000000000000341"):
        status, page, _ = _open(str(session.url), {**CARD, "number": number})
        assert status == 402
        assert 'role="alert">Your card is declined.' in page
    assert _open(str(session.url), {**CARD, "expiry": "01 / 20"})[0] == 402
    assert client.v1.subscriptions.list({"customer": customer, "status": "all"}).data == []
    assert _open(str(session.url), CARD)[0] == 303


def test_setup_keeps_the_card(client: Client) -> None:
    customer = client.v1.customers.create({"name": "Acme"}).id
    session = _checkout(client, customer, mode="setup", currency="usd")
    assert _open(str(session.url), CARD)[0] == 303
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent.payment_method"]})
    assert isinstance(done.setup_intent, stripe.SetupIntent)
    method = done.setup_intent.payment_method
    assert isinstance(method, stripe.PaymentMethod)
    assert method.card
    assert (done.setup_intent.status, method.card.last4, method.customer) == ("succeeded", "4242", customer)


def test_the_portal_shows_replaces_and_cancels(
    client: Client, stand_in: Running, catalogue: Catalogue, payer: str
) -> None:
    made = client.v1.subscriptions.create(
        {"customer": payer, "items": [{"price": catalogue.ten, "quantity": 4}]}
    )
    back = "http://acme.localhost/billing"
    url = client.v1.billing_portal.sessions.create({"customer": payer, "return_url": back}).url
    _, page, _ = _open(url)
    assert "4 × $10.00" in page
    assert "4242" in page
    assert back in page
    assert "$40.00" in page
    assert _open(f"{url}/card", {**CARD, "number": "5555555555554444"})[0] == 303
    assert "Visa" in page
    assert "Mastercard" in _open(url)[1]
    assert _open(f"{url}/card", {**CARD, "number": "4000000000000002"})[0] == 402
    assert _open(f"{url}/cancel", {})[0] == 303
    assert client.v1.subscriptions.retrieve(made.id).cancel_at_period_end
    assert _open(f"{url}/keep", {})[0] == 303
    assert not client.v1.subscriptions.retrieve(made.id).cancel_at_period_end
    invoice = client.v1.invoices.retrieve(str(made.latest_invoice))
    assert "4 × Team" in _open(str(invoice.hosted_invoice_url))[1]
    stand_in.clock.set(START + 3601)
    assert _open(url)[0] == 410


def test_the_pages_speak_chinese_and_keep_it(client: Client) -> None:
    customer = client.v1.customers.create({"name": "Acme"}).id
    session = _checkout(client, customer, mode="setup", currency="usd")
    page = _open(str(session.url), language="zh-CN,zh;q=0.9")[1]
    assert '<html lang="zh-Hans">' in page
    assert "卡号" in page
    assert "Card number" in _open(f"{session.url}?lang=en", language="zh-CN")[1]
    assert "?lang=zh" in page
    refused = _open(f"{session.url}?lang=zh", {**CARD, "number": "4000000000009995"})[1]
    assert "您的银行卡:余额不足。" in refused


def test_every_field_has_a_label_and_the_page_a_skip_link(client: Client) -> None:
    customer = client.v1.customers.create({"name": "Acme"}).id
    page = _open(str(_checkout(client, customer, mode="setup", currency="usd").url))[1]
    fields = set(re.findall(r'<input id="(\w+)"', page))
    assert fields == set(re.findall(r'<label for="(\w+)"', page)) == {"number", "expiry", "cvc", "name"}
    assert 'href="#main"' in page
    assert 'name="viewport"' in page


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_names_are_never_markup(client: Client, evil: str) -> None:
    customer = client.v1.customers.create({"name": evil}).id
    url = client.v1.billing_portal.sessions.create({"customer": customer}).url
    assert evil not in _open(url)[1]
    assert evil not in _open(f"{url}/card", {**CARD, "number": "1", "name": evil})[1]
