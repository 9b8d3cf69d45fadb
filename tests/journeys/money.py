"""What a company does with the payment provider, and what it is charged."""

from datetime import datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from billing.models import Invoice, UsageRecord
from billing.tasks import collect_tenant_usage
from tests.journeys.company import Company, ok
from tests.journeys.world import World


def add_card(company: Company, card: str) -> None:
    """Enter a card on the provider's page, as the browser would."""
    url = ok(company.owner.post("/api/v1/billing/checkout"))["url"]
    form = {"number": card, "expiry": "12 / 34", "cvc": "123", "name": "Owner"}
    assert _post(url, form) == 303
    company.world.settle()
    assert ok(company.owner.get("/api/v1/billing"))["has_payment_method"]


def upcoming_lines(company: Company) -> list[dict[str, Any]]:
    """The lines of the invoice to come."""
    return list(ok(company.owner.get("/api/v1/billing/invoices/upcoming"))["lines"])


def newest_with_minutes(company: Company) -> tuple[dict[str, Any], tuple[datetime, datetime]]:
    """The newest issued invoice that charges minutes, and the period its minutes are of."""
    issued = ok(company.owner.get("/api/v1/billing/invoices"))
    invoice = next(one for one in issued if minutes_of(one["lines"]))
    row = Invoice.objects.get(pk=invoice["id"])
    line = row.lines.get(kind="minutes")
    return invoice, (line.period_start, line.period_end)


def minutes_of(lines: list[dict[str, Any]]) -> int:
    """The metered minutes among invoice lines."""
    return sum(line["quantity"] for line in lines if line["kind"] == "minutes")


def metered(world: World, company: Company) -> int:
    """Minutes that billing has reported to the payment provider, after a collection now."""
    collect_tenant_usage.delay(company.key)
    world.settle()
    reported = UsageRecord.objects.filter(tenant_key=company.key, sent_at__isnull=False)
    return sum(reported.values_list("minutes", flat=True))


def _post(url: str, form: dict[str, str]) -> int:
    address = urlsplit(url)
    connection = HTTPConnection(address.netloc, timeout=10)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"{address.path}?{address.query}", urlencode(form), headers)
    return connection.getresponse().status
