"""Money in: the payment intent behind an invoice, its attempts, and what success or failure brings."""

from billing.simulator.ledger import cards, reactions
from billing.simulator.problems import CardDeclined, bad
from billing.simulator.store import Json
from billing.simulator.world import World

RETRY_AFTER_S = (86_400, 3 * 86_400, 5 * 86_400)


def expect(world: World, invoice: Json) -> None:
    """The payment intent and the open invoice payment of a freshly finalised invoice."""
    intent = cards.blank_intent(world, invoice["customer"], invoice["amount_due"], invoice["currency"])
    intent["description"] = "Subscription" if invoice["parent"] else "Invoice"
    world.create(intent, "payment_intent.created")
    payment = {
        "id": world.new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": world.now_of(invoice["customer"]),
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent", "payment_intent": intent["id"]},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }
    world.save(payment)
    world.update(invoice, None, _payment=payment["id"], _intent=intent["id"])


def attempt(world: World, invoice: Json, method_id: str | None = None) -> Json:
    """Charge the card an invoice is to be paid with.

    Raises CardDeclined after recording the failure, or a plain refusal when there is no card at all.
    """
    if invoice["status"] != "open":
        raise bad(f"Invoice is already {invoice['status']}.", code="invoice_not_editable")
    method = world.find("payment_method", method_id or _method_of(world, invoice))
    intent = world.get("payment_intent", invoice["_intent"])
    tried = invoice["attempt_count"] + 1
    if method is None:
        _failed(world, invoice, tried)
        raise CardDeclined(
            "This customer has no attached payment source or default payment method."
            " Please consider adding one.",
            code="missing_payment_method",
        )
    try:
        cards.charge(world, intent, method)
    except CardDeclined:
        _failed(world, invoice, tried)
        raise
    world.update(invoice, None, attempt_count=tried, attempted=True)
    return settle(world, invoice)


def settle(world: World, invoice: Json, *, out_of_band: bool = False) -> Json:
    """An open invoice becomes paid."""
    now = world.now_of(invoice["customer"])
    invoice["status_transitions"]["paid_at"] = now
    paid = invoice["amount_due"]
    world.update(
        invoice,
        None,
        status="paid",
        attempted=True,
        amount_paid=0 if out_of_band else paid,
        amount_paid_off_stripe=paid if out_of_band else 0,
        amount_remaining=0,
        auto_advance=False,
        next_payment_attempt=None,
    )
    payment = world.find("invoice_payment", invoice.get("_payment"))
    if payment and not out_of_band:
        payment["status_transitions"]["paid_at"] = now
        world.update(payment, None, status="paid", amount_paid=paid)
    elif payment:
        forget(world, invoice)
    world.emit("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)
    reactions.paid(world, invoice)
    return invoice


def forget(world: World, invoice: Json) -> None:
    """Cancel the payment intent of an invoice nobody has to pay any more."""
    intent = world.find("payment_intent", invoice.get("_intent"))
    payment = world.find("invoice_payment", invoice.get("_payment"))
    now = world.now_of(invoice["customer"])
    if intent and intent["status"] not in {"succeeded", "canceled"}:
        changes = {"status": "canceled", "canceled_at": now, "cancellation_reason": "void_invoice"}
        world.update(intent, "payment_intent.canceled", **changes)
    if payment and payment["status"] == "open":
        payment["status_transitions"]["canceled_at"] = now
        world.update(payment, None, status="canceled")


def _method_of(world: World, invoice: Json) -> str | None:
    details = (invoice["parent"] or {}).get("subscription_details") or {}
    subscription = world.find("subscription", details.get("subscription")) or {}
    customer = world.get("customer", invoice["customer"])
    found: str | None = (
        invoice["default_payment_method"]
        or subscription.get("default_payment_method")
        or customer["invoice_settings"]["default_payment_method"]
    )
    return found


def _failed(world: World, invoice: Json, tried: int) -> None:
    details = (invoice["parent"] or {}).get("subscription_details")
    retry = (
        RETRY_AFTER_S[tried - 1]
        if invoice["auto_advance"] and details and tried <= len(RETRY_AFTER_S)
        else None
    )
    at = None if retry is None else world.now_of(invoice["customer"]) + retry
    world.update(invoice, None, attempt_count=tried, attempted=True, next_payment_attempt=at)
    world.emit("invoice.payment_failed", invoice)
    reactions.failed(world, invoice, last=at is None)
