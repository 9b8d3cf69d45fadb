"""The way to Stripe: one function a verb; every one raises the refusals of `billing.gateways.refusals`."""

from billing.gateways.stripe.catalogue import ensure_prices
from billing.gateways.stripe.customers import customer_facts, keep_card, open_customer
from billing.gateways.stripe.invoices import (
    invoice_facts,
    newest_invoices,
    next_invoice,
    pay_open_invoices,
)
from billing.gateways.stripe.notices import notice_facts
from billing.gateways.stripe.pages import checkout_page, portal_page
from billing.gateways.stripe.plans import change_seats, preview_seats, resume_plan, start_plan
from billing.gateways.stripe.usage import report_usage

__all__ = [
    "change_seats",
    "checkout_page",
    "customer_facts",
    "ensure_prices",
    "invoice_facts",
    "keep_card",
    "newest_invoices",
    "next_invoice",
    "notice_facts",
    "open_customer",
    "pay_open_invoices",
    "portal_page",
    "preview_seats",
    "report_usage",
    "resume_plan",
    "start_plan",
]
