"""Judge Stripe objects by Stripe's own type declarations, API 2026-10-28.endive."""

import json
import pathlib
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

CONTRACT: dict[str, Any] = json.loads(pathlib.Path(__file__).with_name("stripe_contract.json").read_text())

ROOT_OF_OBJECT = {
    "customer": "Customer",
    "product": "Product",
    "price": "Price",
    "subscription": "Subscription",
    "subscription_item": "SubscriptionItem",
    "invoice": "Invoice",
    "line_item": "InvoiceLineItem",
    "invoiceitem": "InvoiceItem",
    "invoice_payment": "InvoicePayment",
    "checkout.session": "CheckoutSession",
    "billing_portal.session": "PortalSession",
    "billing_portal.configuration": "PortalConfiguration",
    "billing.meter": "Meter",
    "billing.meter_event": "MeterEvent",
    "billing.meter_event_summary": "MeterEventSummary",
    "payment_method": "PaymentMethod",
    "payment_intent": "PaymentIntent",
    "setup_intent": "SetupIntent",
    "charge": "Charge",
    "test_helpers.test_clock": "TestClock",
    "webhook_endpoint": "WebhookEndpoint",
}


@cache
def _validator(root: str) -> Draft202012Validator:
    schema = {"$schema": CONTRACT["$schema"], "$defs": CONTRACT["$defs"], **CONTRACT["roots"][root]}
    return Draft202012Validator(schema)


def errors(root: str, obj: dict[str, Any]) -> list[str]:
    """Everything wrong with one object, as `path: reason`; empty when it obeys the contract.

    `root` is a name of the contract's roots, for example `Invoice` or `Event invoice.paid`.
    """
    found = _validator(root).iter_errors(obj)
    return ["/".join(map(str, e.absolute_path)) + ": " + e.message[:200] for e in found]


def errors_of(obj: dict[str, Any]) -> list[str]:
    """The same, for an object, event or list whose root is told by its own `object` field."""
    name = obj.get("object", "")
    if name == "list":
        return [error for entry in obj["data"] for error in errors_of(entry)]
    if name == "event":
        return errors(f"Event {obj['type']}", obj)
    if obj.get("deleted"):
        return [] if set(obj) == {"id", "object", "deleted"} else ["a deleted object is a bare tombstone"]
    return errors(ROOT_OF_OBJECT[name], obj)
