"""The wire: keys, errors, idempotency, paging, expanding, restarts."""

from pathlib import Path

import pytest
import stripe

from billing.simulator import embedded
from billing.simulator.embedded import Running
from tests.billing.simulator.conftest import START, Catalogue, Client, client_of


def test_a_request_without_a_usable_key_is_refused(stand_in: Running) -> None:
    with pytest.raises(stripe.AuthenticationError):
        client_of(stand_in, key="nonsense").v1.customers.list()
    assert client_of(stand_in).v1.customers.list().data == []


def test_errors_come_in_stripes_form(client: Client) -> None:
    with pytest.raises(stripe.InvalidRequestError) as missing:
        client.v1.customers.retrieve("cus_none")
    assert (missing.value.http_status, missing.value.code, missing.value.param) == (
        404,
        "resource_missing",
        "id",
    )
    with pytest.raises(stripe.InvalidRequestError, match="unknown parameter: colour"):
        client.v1.customers.create({"colour": "red"})
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        client.raw_request("get", "/v1/nowhere")


def test_the_same_key_gives_the_same_answer_and_no_second_object(client: Client) -> None:
    first = client.v1.customers.create({"name": "Acme"}, {"idempotency_key": "once"})
    again = client.v1.customers.create({"name": "Acme"}, {"idempotency_key": "once"})
    assert first.id == again.id
    assert len(client.v1.customers.list().data) == 1


def test_the_same_key_with_other_parameters_is_refused(client: Client) -> None:
    client.v1.customers.create({"name": "Acme"}, {"idempotency_key": "once"})
    with pytest.raises(stripe.IdempotencyError):
        client.v1.customers.create({"name": "Globex"}, {"idempotency_key": "once"})
    client.v1.customers.create({"name": "Globex"}, {"idempotency_key": "twice"})


def test_a_key_is_forgotten_after_a_day(client: Client, stand_in: Running) -> None:
    first = client.v1.customers.create({"name": "Acme"}, {"idempotency_key": "once"})
    stand_in.clock.advance(25 * 3600)
    assert client.v1.customers.create({"name": "Acme"}, {"idempotency_key": "once"}).id != first.id


def test_a_refused_request_does_not_use_up_its_key(client: Client) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.prices.create({"currency": "usd"}, {"idempotency_key": "k"})
    product = client.v1.products.create({"name": "Team"}).id
    wanted: stripe.params.PriceCreateParams = {"currency": "usd", "product": product, "unit_amount": 5}
    assert client.v1.prices.create(wanted, {"idempotency_key": "k"}).unit_amount == 5


def test_a_500_after_acting_is_replayed_and_acted_once(client: Client, stand_in: Running) -> None:
    stand_in.faults(fail_after_acting=1, fail_path="/v1/customers")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            client.v1.customers.create({"name": "Acme"}, {"idempotency_key": "once"})
    assert len(client.v1.customers.list().data) == 1


def test_lists_page_forward_and_backward(client: Client) -> None:
    made = [client.v1.customers.create({"name": str(number)}).id for number in range(7)]
    seen = [customer.id for customer in client.v1.customers.list({"limit": 3}).auto_paging_iter()]
    assert seen == made[::-1]
    back = client.v1.customers.list({"limit": 2, "ending_before": seen[5]})
    assert ([one.id for one in back.data], back.has_more) == (seen[3:5], True)


def test_expanding_along_lists(client: Client, catalogue: Catalogue, payer: str) -> None:
    client.v1.subscriptions.create({"customer": payer, "items": [{"price": catalogue.ten}]})
    paths = [
        "data.customer",
        "data.items.data.price.product",
        "data.latest_invoice.payments.data.payment.payment_intent",
    ]
    found = client.v1.subscriptions.list({"expand": paths}).data[0]
    assert isinstance(found.customer, stripe.Customer)
    assert isinstance(found["items"].data[0].price.product, stripe.Product)
    invoice = found.latest_invoice
    assert isinstance(invoice, stripe.Invoice)
    assert invoice.payments
    intent = invoice.payments.data[0].payment.payment_intent
    assert isinstance(intent, stripe.PaymentIntent)
    assert intent.status == "succeeded"
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        client.v1.subscriptions.list({"expand": ["data.nothing"]})


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    first = embedded.start(state=tmp_path, start_at=START)
    made = client_of(first).v1.customers.create({"name": "Acme"}).id
    first.clock.advance(500)
    first.stop()
    second = embedded.start(state=tmp_path)
    assert client_of(second).v1.customers.retrieve(made).name == "Acme"
    assert second.clock.now() == START + 500
    second.stop()


def test_the_stand_in_listens_on_the_loopback_address_only(stand_in: Running) -> None:
    assert stand_in.base_url.startswith("http://127.0.0.1:")
