"""The billing API: shapes, roles, the other company's data, refusals as problems."""

from collections.abc import Callable

import pytest

from billing.models import BillingAccount
from infra.kit.clock import FixedClock
from tests.billing.conftest import KEPT_BUT_REFUSED, Provider
from tests.tenants.people import TenantClient, stranger_at

Api = Callable[..., TenantClient]
PATHS = ("billing", "billing/invoices", "billing/invoices/upcoming", "billing/invoices/1")
COMMANDS = ("billing/checkout", "billing/portal", "billing/seats/preview", "billing/seats")


def test_the_overview(provider: Provider, account: BillingAccount, api: Api) -> None:
    found = api(account.tenant_key).get("/api/v1/billing").json()
    assert found["plan"] == {"name": "Team", "seat_price": 2500, "minute_price": 2, "currency": "usd"}
    assert (found["status"], found["has_payment_method"]) == ("trialing", False)
    assert found["seats"]["purchased"] == 5
    assert found["trial_ends_at"] == "2026-03-16T15:00:00Z"
    assert found["usage"] == {"minutes": 0, "since": "2026-03-02T15:00:00Z"}


def test_from_preview_to_invoice(provider: Provider, paying: BillingAccount, api: Api) -> None:
    client = api(paying.tenant_key)
    shown = client.post("/api/v1/billing/seats/preview", {"seats": 8}).json()
    assert (shown["timing"], shown["currency"], shown["amount_next_invoice"]) == (
        "charged_now",
        "usd",
        20_000,
    )
    assert sum(line["amount"] for line in shown["lines"]) == shown["amount_due_now"]
    wanted = {"seats": 8, "proration_date": shown["proration_date"]}
    assert client.post("/api/v1/billing/seats", wanted).json()["seats"]["purchased"] == 8
    newest = client.get("/api/v1/billing/invoices").json()[0]
    assert (newest["total"], newest["status"]) == (shown["amount_due_now"], "paid")
    one = client.get(f"/api/v1/billing/invoices/{newest['id']}").json()
    assert {line["kind"] for line in one["lines"]} == {"proration"}
    upcoming = client.get("/api/v1/billing/invoices/upcoming").json()
    assert [(line["kind"], line["amount"]) for line in upcoming["lines"]] == [
        ("minutes", 0),
        ("seats", 20_000),
    ]


def test_pages_are_the_providers(provider: Provider, account: BillingAccount, api: Api) -> None:
    client = api(account.tenant_key)
    for verb in ("checkout", "portal"):
        url = client.post(f"/api/v1/billing/{verb}").json()["url"]
        assert url.startswith(provider.running.base_url)


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("admin", 200), ("supervisor", 403), ("agent", 403)]
)
def test_money_is_for_owners_and_admins(
    provider: Provider, account: BillingAccount, api: Api, role: str, status: int
) -> None:
    client = api(account.tenant_key, role=role)
    assert client.get("/api/v1/billing").status_code == status
    assert client.post("/api/v1/billing/portal").status_code == status


@pytest.mark.parametrize("path", PATHS)
def test_strangers_see_nothing(provider: Provider, account: BillingAccount, path: str) -> None:
    assert stranger_at(account.tenant_key).get(f"/api/v1/{path}").status_code == 401


@pytest.mark.parametrize("path", COMMANDS)
def test_strangers_do_nothing(provider: Provider, account: BillingAccount, path: str) -> None:
    assert stranger_at(account.tenant_key).post(f"/api/v1/{path}", {}).status_code == 401


def test_the_other_companys_invoice_cannot_be_had(
    provider: Provider, account: BillingAccount, globex: str, api: Api, clock: FixedClock
) -> None:
    from billing import facade

    provider.deliver()
    facade.open_account(globex, "Globex", "g@globex.example", clock.now())
    invoice = account.invoices.get()
    other = api(globex)
    assert other.get(f"/api/v1/billing/invoices/{invoice.pk}").status_code == 404
    assert other.get("/api/v1/billing/invoices").json() == []
    mine = api(account.tenant_key).get(f"/api/v1/billing/invoices/{invoice.pk}")
    assert mine.status_code == 200


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        ({"seats": 5}, "seats_unchanged", 409),
        ({"seats": 900}, "seats_out_of_range", 409),
        ({"seats": "x"}, "invalid", 400),
    ],
)
def test_refusals_are_problems(
    provider: Provider, account: BillingAccount, api: Api, body: dict[str, object], code: str, status: int
) -> None:
    answer = api(account.tenant_key).post("/api/v1/billing/seats/preview", body)
    assert answer.status_code == status
    problem = answer.json()
    assert code in {problem["code"], *(error["code"] for error in problem["errors"])}


def test_a_refused_card_is_a_sentence(provider: Provider, paying: BillingAccount, api: Api) -> None:
    client = api(paying.tenant_key)
    provider.enter_card(client.post("/api/v1/billing/checkout").json()["url"], KEPT_BUT_REFUSED)
    shown = client.post("/api/v1/billing/seats/preview", {"seats": 8}).json()
    answer = client.post("/api/v1/billing/seats", {"seats": 8, "proration_date": shown["proration_date"]})
    assert (answer.status_code, answer.json()["code"]) == (402, "card_refused")
    assert "Nothing was changed" in answer.json()["detail"]


def test_a_company_that_is_not_set_up_is_told_so(globex: str, api: Api) -> None:
    answer = api(globex).get("/api/v1/billing")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_billing_account")


def test_a_person_too_many_is_refused_on_the_team_page(
    provider: Provider, account: BillingAccount, api: Api
) -> None:
    client = api(account.tenant_key)
    answers = []
    for number in range(7):
        body = {"email": f"p{number}@acme.example", "name": f"P {number}", "role": "agent"}
        answers.append(client.post("/api/v1/team", body))
    refused = answers[-1]
    assert (refused.status_code, refused.json()["code"]) == (409, "no_free_seat")
    assert answers[0].status_code == 201
