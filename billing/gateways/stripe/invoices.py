"""Invoices, read whole."""

import stripe

from billing.engine.facts import InvoiceFacts
from billing.gateways.refusals import CardRefused
from billing.gateways.stripe.client import api, in_our_words
from billing.gateways.stripe.parse import invoice


def invoice_facts(reference: str) -> InvoiceFacts:
    """One invoice as it is now."""
    with in_our_words():
        return with_lines(api().invoices.retrieve(reference))


def newest_invoices(customer: str) -> list[str]:
    """The references of the newest few invoices of a customer, newest first."""
    with in_our_words():
        found = api().invoices.list({"customer": customer, "limit": 3}).data
    return [str(one.id) for one in found]


def with_lines(found: stripe.Invoice) -> InvoiceFacts:
    """The facts of an invoice; the object shows ten lines, the rest is fetched."""
    lines = list(found.lines.data)
    if found.lines.has_more and found.id:
        lines = list(api().invoices.line_items.list(found.id, {"limit": 100}).auto_paging_iter())
    return invoice(found, lines)


def next_invoice(plan: str) -> InvoiceFacts | None:
    """The invoice at the end of the running period with usage so far; None when none will come."""
    with in_our_words():
        try:
            found = api().invoices.create_preview({"subscription": plan})
        except stripe.InvalidRequestError as error:
            if error.code == "invoice_upcoming_none":
                return None
            raise
        return with_lines(found)


def pay_open_invoices(customer: str, *, key: str) -> list[str]:
    """Charge what is open, oldest first, until the card is refused; returns what was paid."""
    paid: list[str] = []
    with in_our_words():
        open_ones = api().invoices.list({"customer": customer, "status": "open", "limit": 100}).data
    for one in reversed(open_ones):
        identifier = str(one.id)
        try:
            with in_our_words():
                api().invoices.pay(identifier, {}, {"idempotency_key": f"{key}:{identifier}"})
        except CardRefused:
            break
        paid.append(identifier)
    return paid
