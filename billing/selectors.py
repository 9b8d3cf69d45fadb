"""Reads of billing, outside any tenant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from billing.engine.facts import LineFacts, LineKind, Standing
from billing.engine.lines import kind_of
from billing.models import BillingAccount, Invoice
from billing.services.accounts import account_of, prices_of
from billing.services.provider import provider
from infra.base.problems import NotFound
from telephony import facade as telephony
from tenants.directory.context import in_tenant
from tenants.identity import facade as identity


@dataclass(frozen=True, slots=True)
class Usage:
    """Minutes of calls that ended, from `since` on."""

    minutes: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Seats:
    """`purchased` may be used now, `ordered` from the next period on, `assigned` have a person on them."""

    purchased: int
    assigned: int
    ordered: int


def seats(tenant_key: str) -> Seats:
    """The seats of a company; raises NoAccount."""
    account = account_of(tenant_key)
    return Seats(account.seats_paid, identity.seats_taken(tenant_key), account.seats_ordered)


def invoices(tenant_key: str) -> QuerySet[Invoice]:
    """The invoices of a company that were issued, newest first, with their lines."""
    rows = Invoice.objects.filter(account__tenant_key=tenant_key).exclude(status="draft")
    return rows.order_by("-created_at", "-pk").prefetch_related("lines")


def upcoming(tenant_key: str, now: datetime) -> dict[str, Any]:
    """The next invoice as it stands, asked of the provider; raises NotFound when none will come.

    Minutes of a trial are free and so on no invoice of the provider; they are shown as a line of nothing.
    """
    account = account_of(tenant_key)
    found = provider.next_invoice(account.plan_ref)
    if found is None:
        raise NotFound("No invoice is to come, because the plan ends.")
    prices = prices_of(account)
    return {
        "id": "upcoming",
        "number": None,
        "status": "upcoming",
        "currency": found.currency,
        "total": found.total,
        "amount_due": found.amount_due,
        "created_at": account.period_end or found.created_at,
        "period_start": found.period_start,
        "period_end": found.period_end,
        "page_url": "",
        "lines": [
            *(shown_line(line, kind_of(line, prices)) for line in found.lines),
            *_trial_lines(account, now),
        ],
    }


def _trial_lines(account: BillingAccount, now: datetime) -> list[dict[str, Any]]:
    if account.status != Standing.TRIALING:
        return []
    minutes = usage(account, now).minutes
    text = f"{minutes} call minutes in the trial (free)"
    return [
        {"description": text, "quantity": minutes, "unit_amount": 0, "amount": 0, "kind": LineKind.MINUTES}
    ]


def shown_line(line: LineFacts, kind: str) -> dict[str, Any]:
    """A line as the API shows it."""
    return {
        "description": line.description,
        "quantity": line.quantity,
        "unit_amount": line.unit_amount,
        "amount": line.amount,
        "kind": kind,
    }


def usage(account: BillingAccount, now: datetime) -> Usage:
    """The minutes of this period, counted from the calls themselves and so without delay."""
    since = account.period_start or account.opened_at
    with in_tenant(account.tenant_key):
        calls = telephony.billable_calls(since, now)
    return Usage(sum(call.minutes for call in calls), since)
