"""/v1/setup_intents: a card kept for later."""

from billing.simulator.form import Params, boolean, merged_metadata, text
from billing.simulator.ledger import cards
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import CardDeclined, bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

_EMPTY = [
    "allowed_payment_method_types",
    "application",
    "automatic_payment_methods",
    "cancellation_reason",
    "customer_account",
    "description",
    "excluded_payment_method_types",
    "last_setup_error",
    "latest_attempt",
    "managed_payments",
    "mandate",
    "next_action",
    "on_behalf_of",
    "payment_method",
    "payment_method_configuration_details",
    "single_use_mandate",
]


@route(
    "POST",
    "/v1/setup_intents",
    "automatic_payment_methods confirm customer description metadata payment_method payment_method_types"
    " usage",
)
def create(world: World, params: Params) -> Json:
    """Create one, and confirm it at once when asked to."""
    customer = text(params, "customer")
    if customer:
        world.get("customer", customer, "customer")
    intent = make(world, customer, merged_metadata({}, params))
    if text(params, "payment_method"):
        intent["payment_method"] = cards.resolve(world, params["payment_method"])["id"]
        world.update(intent, None, status="requires_confirmation")
    if boolean(params, "confirm"):
        succeed(world, intent, text(params, "payment_method"))
    return world.view(intent)


def make(world: World, customer: str | None, metadata: Json) -> Json:
    """Store a setup intent that waits for a card."""
    identifier = world.new_id("seti")
    intent = {
        **dict.fromkeys(_EMPTY),
        "id": identifier,
        "object": "setup_intent",
        "client_secret": world.new_id(f"{identifier}_secret"),
        "created": world.now_of(customer),
        "customer": customer,
        "livemode": False,
        "metadata": metadata,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
        "usage": "off_session",
    }
    return world.create(intent, "setup_intent.created")


def succeed(world: World, intent: Json, method_id: str | None) -> Json:
    """Check the card and keep it for the customer; raises CardDeclined after recording why not."""
    if not method_id:
        raise bad(
            "You cannot confirm this SetupIntent because it's missing a payment method.", "payment_method"
        )
    method = cards.resolve(world, method_id)
    try:
        if intent["customer"]:
            method = cards.attach(world, method["id"], intent["customer"])
        elif not cards.BY_NUMBER[method["_number"]].attaches:
            raise cards.declined(cards.BY_NUMBER[method["_number"]].outcome)
    except CardDeclined as refusal:
        world.update(intent, None, last_setup_error=refusal.error, status="requires_payment_method")
        world.emit("setup_intent.setup_failed", intent)
        raise
    world.update(intent, None, status="succeeded", payment_method=method["id"], last_setup_error=None)
    world.emit("setup_intent.succeeded", intent)
    return intent


@route("GET", "/v1/setup_intents", f"{PAGING} customer payment_method")
def every(world: World, params: Params) -> Json:
    """List setup intents."""
    found = world.store.of_kind("setup_intent", text(params, "customer"))
    return listed(world, params, "/v1/setup_intents", found)


@route("GET", "/v1/setup_intents/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One setup intent."""
    return world.view(world.get("setup_intent", identifier))


@route("POST", "/v1/setup_intents/{}/confirm", "payment_method return_url")
def confirm(world: World, params: Params, identifier: str) -> Json:
    """Confirm with a card."""
    intent = world.get("setup_intent", identifier)
    return world.view(succeed(world, intent, text(params, "payment_method") or intent["payment_method"]))


@route("POST", "/v1/setup_intents/{}/cancel", "cancellation_reason")
def cancel(world: World, params: Params, identifier: str) -> Json:
    """Give up."""
    intent = world.get("setup_intent", identifier)
    if intent["status"] in {"succeeded", "canceled"}:
        raise bad(f"You cannot cancel this SetupIntent because it has a status of {intent['status']}.")
    reason = text(params, "cancellation_reason")
    world.update(intent, None, status="canceled", cancellation_reason=reason)
    world.emit("setup_intent.canceled", intent)
    return world.view(intent)
