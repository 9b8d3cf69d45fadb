"""Keeps invoices as rows."""

from django.db import transaction

from billing.engine.facts import InvoiceFacts
from billing.engine.lines import kind_of
from billing.models import BillingAccount, Invoice, InvoiceLine
from billing.services.accounts import prices_of
from billing.services.provider import provider


def mirror(account: BillingAccount, reference: str) -> Invoice:
    """Read one invoice again and replace its row and lines."""
    return _store(account, provider.invoice_facts(reference))


def mirror_newest(account: BillingAccount) -> None:
    """Take over the newest invoices of a customer, those of a change just made among them."""
    for reference in provider.newest_invoices(str(account.customer_ref)):
        mirror(account, reference)


def _store(account: BillingAccount, facts: InvoiceFacts) -> Invoice:
    prices = prices_of(account)
    with transaction.atomic():
        row, _ = Invoice.objects.update_or_create(
            reference=facts.reference,
            defaults={
                "account": account,
                "number": facts.number,
                "status": facts.status,
                "currency": facts.currency,
                "total": facts.total,
                "amount_due": facts.amount_due,
                "created_at": facts.created_at,
                "period_start": facts.period_start,
                "period_end": facts.period_end,
                "page_url": facts.page_url,
            },
        )
        row.lines.all().delete()
        InvoiceLine.objects.bulk_create(
            InvoiceLine(
                invoice=row,
                position=position,
                kind=kind_of(line, prices),
                description=line.description,
                quantity=line.quantity,
                unit_amount=line.unit_amount,
                amount=line.amount,
                period_start=line.period_start,
                period_end=line.period_end,
            )
            for position, line in enumerate(facts.lines)
        )
    return row
