"""An invoice from its lines: draft, totals, finalising, voiding."""

from billing.simulator.ledger import payments
from billing.simulator.ledger.lines import usage_line
from billing.simulator.problems import bad
from billing.simulator.store import Json
from billing.simulator.world import World

GRACE_S = 3600


def draft(
    world: World,
    *,
    customer_id: str,
    lines: list[Json],
    reason: str,
    currency: str,
    subscription: Json | None = None,
    period: tuple[int, int] | None = None,
    finalizes_in: int | None = None,
    proration_at: int | None = None,
) -> Json:
    """Create a draft invoice of these lines; with `finalizes_in` (s) time will finalise it."""
    customer = world.get("customer", customer_id)
    now = world.now(customer)
    invoice = _blank(world, customer, currency, reason, now)
    if subscription is not None:
        _belong(invoice, subscription, proration_at)
    start, end = period or (now, now)
    invoice.update(
        automatically_finalizes_at=None if finalizes_in is None else now + finalizes_in,
        auto_advance=finalizes_in is not None,
        period_start=start,
        period_end=end,
    )
    fill(world, invoice, lines)
    world.create(invoice, "invoice.created")
    return invoice


def fill(world: World, invoice: Json, lines: list[Json]) -> None:
    """Put lines on a draft, take the invoice items they come from, and reckon the totals."""
    for one in lines:
        one["invoice"] = invoice["id"]
        loose = world.find("invoiceitem", one.get("_item"))
        if loose:
            world.update(loose, None, invoice=invoice["id"])
    invoice["lines"] = {
        "object": "list",
        "data": lines,
        "has_more": False,
        "url": f"/v1/invoices/{invoice['id']}/lines",
    }
    reckon(world, invoice)


def reckon(world: World, invoice: Json) -> None:
    """Totals and the amount due after the customer's credit balance."""
    total = sum(one["amount"] for one in invoice["lines"]["data"])
    balance = world.get("customer", invoice["customer"])["balance"]
    due = max(total + balance, 0) if total > 0 else 0
    invoice.update(
        subtotal=total,
        subtotal_excluding_tax=total,
        total=total,
        total_excluding_tax=total,
        starting_balance=balance,
        amount_due=due,
        amount_remaining=due,
    )


def finalize(world: World, invoice: Json) -> Json:
    """Draft to open, with a number; an amount of nothing is paid at once."""
    if invoice["status"] != "draft":
        raise bad("This invoice is already finalized, you can't re-finalize a non-draft invoice.")
    customer = world.get("customer", invoice["customer"])
    _count_usage_again(world, invoice)
    reckon(world, invoice)
    now = world.now(customer)
    sequence = customer["next_invoice_sequence"]
    spent = invoice["amount_due"] - invoice["total"]
    world.update(
        customer, "customer.updated", next_invoice_sequence=sequence + 1, balance=customer["balance"] - spent
    )
    invoice.update(
        number=f"{customer['invoice_prefix']}-{sequence:04d}",
        status="open",
        ending_balance=customer["balance"],
        effective_at=now,
        automatically_finalizes_at=None,
        hosted_invoice_url=f"{world.base_url}/i/{invoice['id']}",
        customer_email=customer["email"],
        customer_name=customer["name"],
    )
    invoice["status_transitions"]["finalized_at"] = now
    world.save(invoice)
    if invoice["amount_due"] > 0:
        payments.expect(world, invoice)
    world.emit("invoice.finalized", invoice)
    if invoice["amount_due"] == 0:
        payments.settle(world, invoice)
    return invoice


def _count_usage_again(world: World, invoice: Json) -> None:
    data = invoice["lines"]["data"]
    for position, one in enumerate(data):
        item = world.find("subscription_item", one.get("_usage_of"))
        if item:
            price = world.get("price", item["price"])
            period = (one["period"]["start"], one["period"]["end"])
            fresh = usage_line(world, item, price, invoice["customer"], period)
            data[position] = {**fresh, "id": one["id"], "invoice": invoice["id"]}


def void(world: World, invoice: Json) -> Json:
    """Open to void."""
    if invoice["status"] not in {"open", "uncollectible"}:
        raise bad("You can only void an open or uncollectible invoice.")
    invoice["status_transitions"]["voided_at"] = world.now_of(invoice["customer"])
    world.update(
        invoice, None, status="void", amount_remaining=0, auto_advance=False, next_payment_attempt=None
    )
    payments.forget(world, invoice)
    world.emit("invoice.voided", invoice)
    return invoice


def _belong(invoice: Json, subscription: Json, proration_at: int | None) -> None:
    details: Json = {"metadata": subscription["metadata"], "subscription": subscription["id"]}
    if proration_at is not None:
        details["subscription_proration_date"] = proration_at
    invoice.update(
        parent={"type": "subscription_details", "subscription_details": details, "quote_details": None},
        collection_method=subscription["collection_method"],
        default_payment_method=subscription["default_payment_method"],
    )
    if subscription["collection_method"] == "send_invoice":
        invoice["due_date"] = invoice["created"] + 86_400 * int(subscription["days_until_due"] or 30)


def _blank(world: World, customer: Json, currency: str, reason: str, now: int) -> Json:
    nothing = dict.fromkeys(_EMPTY)
    zero = dict.fromkeys(_ZERO, 0)
    return {
        **nothing,
        **zero,
        "id": world.new_id("in"),
        "object": "invoice",
        "account_country": "US",
        "account_name": "Seatline",
        "attempted": False,
        "automatic_tax": {
            "disabled_reason": None, "enabled": False, "liability": None, "provider": None, "status": None
        },
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": now,
        "currency": currency,
        "customer": customer["id"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_tax_exempt": "none",
        "default_tax_rates": [],
        "discounts": [],
        "hosted_invoice_url": None,
        "invoice_pdf": None,
        "issuer": {"type": "self"},
        "livemode": False,
        "metadata": {},
        "payment_settings": {
            "default_mandate": None, "payment_method_options": None, "payment_method_types": None
        },
        "status": "draft",
        "status_transitions": dict.fromkeys(_TRANSITIONS),
        "test_clock": customer["test_clock"],
        "total_discount_amounts": [],
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
    }  # fmt: skip


_TRANSITIONS = ("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")
_EMPTY = [
    "account_tax_ids",
    "application",
    "customer_account",
    "customer_address",
    "customer_phone",
    "customer_shipping",
    "custom_fields",
    "default_payment_method",
    "default_source",
    "description",
    "due_date",
    "effective_at",
    "ending_balance",
    "footer",
    "from_invoice",
    "last_finalization_error",
    "latest_revision",
    "next_payment_attempt",
    "number",
    "on_behalf_of",
    "parent",
    "receipt_number",
    "rendering",
    "shipping_cost",
    "shipping_details",
    "statement_descriptor",
    "webhooks_delivered_at",
]
_ZERO = [
    "amount_overpaid",
    "amount_paid",
    "amount_shipping",
    "attempt_count",
    "post_payment_credit_notes_amount",
    "pre_payment_credit_notes_amount",
]
