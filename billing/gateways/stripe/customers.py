"""Customers: opening one, reading it with its plan, keeping its card."""

import stripe

from billing.engine.facts import CustomerFacts, Prices
from billing.gateways.stripe.client import api, in_our_words
from billing.gateways.stripe.parse import plan_facts, reference

_OVER = {"canceled", "incomplete_expired"}


def open_customer(*, tenant_key: str, company: str, email: str) -> str:
    """A customer for a company; asking again within a day gives the same one."""
    with in_our_words():
        made = api().customers.create(
            {"name": company, "email": email, "metadata": {"tenant_key": tenant_key}},
            {"idempotency_key": f"customer:{tenant_key}"},
        )
    return made.id


def customer_facts(customer: str, prices: Prices) -> CustomerFacts:
    """What the provider says now; a running plan goes before a cancelled one."""
    with in_our_words():
        found = api().customers.retrieve(customer)
        plans = api().subscriptions.list({"customer": customer, "status": "all", "limit": 20}).data
    running = [plan for plan in plans if plan.status not in _OVER]
    plan = next(iter(running or plans), None)
    return CustomerFacts(
        reference=customer,
        has_card=_has_card(found, plan),
        plan=plan_facts(plan, prices) if plan else None,
    )


def _has_card(customer: stripe.Customer, plan: stripe.Subscription | None) -> bool:
    settings = customer.invoice_settings
    own = plan.default_payment_method if plan else None
    return bool(reference(own) or (settings and reference(settings.default_payment_method)))


def keep_card(*, session: str, customer: str) -> bool:
    """Pay with the card entered in a finished checkout session from now on; False when it left none."""
    with in_our_words():
        found = api().checkout.sessions.retrieve(session, {"expand": ["setup_intent"]})
        intent = found.setup_intent
        method = reference(intent.payment_method) if isinstance(intent, stripe.SetupIntent) else ""
        if not method or reference(found.customer) != customer:
            return False
        options: stripe.RequestOptions = {"idempotency_key": f"card:{session}"}
        api().customers.update(customer, {"invoice_settings": {"default_payment_method": method}}, options)
        for plan in api().subscriptions.list({"customer": customer, "limit": 20}).data:
            # A card of the plan's own would go before the customer's.
            if reference(plan.default_payment_method) not in ("", method):
                api().subscriptions.update(plan.id, {"default_payment_method": method})
    return True
