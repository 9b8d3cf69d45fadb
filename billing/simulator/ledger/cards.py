"""Test cards: which number does what, and the charge of one."""

from dataclasses import dataclass

from billing.simulator.problems import CardDeclined, bad, missing
from billing.simulator.store import Json
from billing.simulator.world import World


@dataclass(frozen=True)
class Card:
    """One test card; `attaches` says whether a customer can keep it."""

    number: str
    brand: str
    outcome: str = "ok"
    attaches: bool = True
    name: str = ""


CARDS = (  # the last field is the name in `pm_card_…` and `tok_…`
    Card("4242424242424242", "visa", name="visa"),
    Card("4000056655665556", "visa", name="visa_debit"),
    Card("5555555555554444", "mastercard", name="mastercard"),
    Card("378282246310005", "amex", name="amex"),
    Card("6200000000000005", "unionpay", name="unionpay"),
    Card("4000000000000341", "visa", "generic_decline", True, "chargeCustomerFail"),
    Card("4000000000000002", "visa", "generic_decline", False, "chargeDeclined"),
    Card("4000000000009995", "visa", "insufficient_funds", False, "chargeDeclinedInsufficientFunds"),
    Card("4000000000000069", "visa", "expired_card", False, "chargeDeclinedExpiredCard"),
    Card("4000000000000127", "visa", "incorrect_cvc", False, "chargeDeclinedIncorrectCvc"),
    Card("4000000000000119", "visa", "processing_error", False, "chargeDeclinedProcessingError"),
)
BY_NUMBER = {card.number: card for card in CARDS}
BY_TOKEN = {card.name: card for card in CARDS}

_WORDS = {
    "generic_decline": ("card_declined", "Your card was declined."),
    "insufficient_funds": ("card_declined", "Your card has insufficient funds."),
    "expired_card": ("expired_card", "Your card has expired."),
    "incorrect_cvc": ("incorrect_cvc", "Your card's security code is incorrect."),
    "processing_error": ("processing_error", "An error occurred while processing your card. Try again."),
}


def declined(outcome: str, **more: object) -> CardDeclined:
    """The refusal a failing card gives."""
    code, message = _WORDS[outcome]
    return CardDeclined(message, code=code, decline_code=outcome, **more)


def known(number: str) -> Card:
    """The test card with this number; others are refused, as no bank is asked here."""
    digits = "".join(ch for ch in number if ch.isdigit())
    if digits in BY_NUMBER:
        return BY_NUMBER[digits]
    raise CardDeclined("Your card number is incorrect.", code="incorrect_number", param="card[number]")


def make_method(
    world: World, card: Card, *, exp_month: int = 12, exp_year: int = 2034, name: str | None = None
) -> Json:
    """Store a new, unattached payment method for a test card."""
    return world.save({
        "id": world.new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": _NO_ADDRESS, "email": None, "name": name, "phone": None, "tax_id": None
        },
        "card": {
            "brand": card.brand,
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
            "country": "US",
            "display_brand": card.brand,
            "exp_month": exp_month,
            "exp_year": exp_year,
            "fingerprint": f"fp{card.number[-12:]}",
            "funding": "credit",
            "generated_from": None,
            "last4": card.number[-4:],
            "networks": {"available": [card.brand], "preferred": None},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
        "created": world.clock.now(),
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
        "_number": card.number,
    })  # fmt: skip


_NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


def resolve(world: World, identifier: str) -> Json:
    """A stored payment method, or a new one for a shared test name such as `pm_card_visa`."""
    found = world.find("payment_method", identifier)
    if found:
        return found
    card = BY_TOKEN.get(identifier.removeprefix("pm_card_"))
    if identifier.startswith("pm_card_") and card:
        return make_method(world, card)
    raise missing("PaymentMethod", identifier, "payment_method")


def attach(world: World, identifier: str, customer: str) -> Json:
    """Bind a payment method to a customer; cards that fail at once cannot be bound."""
    world.get("customer", customer, "customer")
    method = resolve(world, identifier)
    if method["customer"] == customer:
        return method
    if method["customer"]:
        raise bad("The payment method you provided has already been attached to a customer.")
    card = BY_NUMBER[method["_number"]]
    if not card.attaches:
        raise declined(card.outcome)
    method["customer"] = customer
    return world.create(method, "payment_method.attached")


def blank_intent(world: World, customer: str | None, amount: int, currency: str) -> Json:
    """A payment intent that waits for a payment method."""
    identifier = world.new_id("pi")
    return {
        **dict.fromkeys(_INTENT_EMPTY),
        "id": identifier,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "capture_method": "automatic",
        "client_secret": world.new_id(f"{identifier}_secret"),
        "confirmation_method": "automatic",
        "created": world.now_of(customer),
        "currency": currency,
        "customer": customer,
        "livemode": False,
        "metadata": {},
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    }


_INTENT_EMPTY = [
    "allowed_payment_method_types",
    "application",
    "application_fee_amount",
    "automatic_payment_methods",
    "canceled_at",
    "cancellation_reason",
    "customer_account",
    "description",
    "excluded_payment_method_types",
    "last_payment_error",
    "latest_charge",
    "managed_payments",
    "next_action",
    "on_behalf_of",
    "payment_method",
    "payment_method_configuration_details",
    "payment_record",
    "processing",
    "receipt_email",
    "review",
    "setup_future_usage",
    "shipping",
    "source",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_group",
]


def charge(world: World, intent: Json, method: Json) -> Json:
    """Charge a payment method for a payment intent; raises CardDeclined after recording the failure."""
    card = BY_NUMBER[method["_number"]]
    made = _charge_of(world, intent, method, card)
    if card.outcome != "ok":
        world.create(made, "charge.failed")
        refusal = declined(card.outcome, charge=made["id"])
        error = {**refusal.error, "payment_method": world.view(method)}
        changes = {
            "status": "requires_payment_method",
            "last_payment_error": error,
            "latest_charge": made["id"],
        }
        world.update(intent, None, **changes)
        world.emit("payment_intent.payment_failed", intent)
        raise refusal
    world.create(made, "charge.succeeded")
    changes = {"status": "succeeded", "payment_method": method["id"], "amount_received": intent["amount"]}
    world.update(intent, None, latest_charge=made["id"], last_payment_error=None, **changes)
    world.emit("payment_intent.succeeded", intent)
    return intent


def _charge_of(world: World, intent: Json, method: Json, card: Card) -> Json:
    good = card.outcome == "ok"
    code, message = (None, None) if good else _WORDS[card.outcome]
    outcome = {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network" if good else "declined_by_network",
        "reason": None if good else card.outcome,
        "seller_message": "Payment complete." if good else "The bank did not approve the payment.",
        "type": "authorized" if good else "issuer_declined",
    }
    return {
        **dict.fromkeys(_CHARGE_EMPTY),
        "id": world.new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if good else 0,
        "amount_refunded": 0,
        "billing_details": method["billing_details"],
        "captured": good,
        "created": world.now_of(intent["customer"]),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "disputed": False,
        "failure_code": code,
        "failure_message": message,
        "fraud_details": {},
        "livemode": False,
        "metadata": {},
        "outcome": outcome,
        "paid": good,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": "card"},
        "refunded": False,
        "status": "succeeded" if good else "failed",
    }


_CHARGE_EMPTY = [
    "application",
    "application_fee",
    "application_fee_amount",
    "balance_transaction",
    "calculated_statement_descriptor",
    "customer_account",
    "description",
    "failure_balance_transaction",
    "on_behalf_of",
    "receipt_email",
    "receipt_number",
    "receipt_url",
    "review",
    "shipping",
    "source",
    "source_transfer",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
]
