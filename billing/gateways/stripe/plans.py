"""Subscriptions: starting the trial, changing seats for an amount seen before, resuming."""

from datetime import datetime

import stripe

from billing.engine.facts import CustomerFacts, InvoiceFacts, PlanFacts, Prices
from billing.engine.plan import Plan
from billing.engine.seats import Timing
from billing.gateways.stripe.client import api, in_our_words
from billing.gateways.stripe.invoices import with_lines
from billing.gateways.stripe.parse import plan_facts


def start_plan(*, customer: CustomerFacts, prices: Prices, plan: Plan, tenant_key: str) -> PlanFacts:
    """The trial without a card: at its end the plan pauses for want of one, and nobody owes anything."""
    with in_our_words():
        made = api().subscriptions.create(
            {
                "customer": customer.reference,
                "items": [{"price": prices.seat, "quantity": plan.trial_seats}, {"price": prices.minute}],
                "trial_period_days": plan.trial_days,
                "trial_settings": {"end_behavior": {"missing_payment_method": "pause"}},
                "billing_mode": {"type": "flexible"},
                "metadata": {"tenant_key": tenant_key},
            },
            {"idempotency_key": f"plan:{tenant_key}:{customer.reference}"},
        )
    return plan_facts(made, prices)


def preview_seats(*, plan: str, item: str, seats: int, timing: Timing, at: datetime) -> InvoiceFacts:
    """The invoice a change to `seats` at `at` makes at once when it is charged, else the next one."""
    details: stripe.params.InvoiceCreatePreviewParamsSubscriptionDetails = {
        "items": [{"id": item, "quantity": seats}],
        "proration_behavior": "none",
    }
    if timing is Timing.CHARGED_NOW:
        details["proration_behavior"] = "always_invoice"
        details["proration_date"] = int(at.timestamp())
    with in_our_words():
        found = api().invoices.create_preview({"subscription": plan, "subscription_details": details})
        return with_lines(found)


def change_seats(*, plan: str, item: str, seats: int, timing: Timing, at: datetime) -> None:
    """Change the quantity; a charged change is made only if its invoice is paid (CardRefused otherwise)."""
    change: stripe.params.SubscriptionUpdateParams = {
        "items": [{"id": item, "quantity": seats}],
        "proration_behavior": "none",
    }
    moment = int(at.timestamp())
    if timing is Timing.CHARGED_NOW:
        change["proration_behavior"] = "always_invoice"
        change["proration_date"] = moment
        change["payment_behavior"] = "error_if_incomplete"
    with in_our_words():
        api().subscriptions.update(plan, change)


def resume_plan(*, plan: str, key: str) -> None:
    """Start a paused plan again with a period that begins now; `key` makes a repeat harmless."""
    with in_our_words():
        wanted: stripe.params.SubscriptionResumeParams = {"billing_cycle_anchor": {"type": "now"}}
        api().subscriptions.resume(plan, wanted, {"idempotency_key": key})
