"""/v1/checkout/sessions: subscription and setup mode."""

from billing.simulator.expand import INCLUDABLE
from billing.simulator.form import Params, group, integer, merged_metadata, need, one_of, rows, text
from billing.simulator.ledger.amounts import of_price
from billing.simulator.ledger.items import usable_price
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.resources import setup_intents
from billing.simulator.store import Json
from billing.simulator.world import World

_CREATE = (
    "cancel_url client_reference_id currency customer customer_email expires_at line_items locale metadata"
    " mode payment_method_collection setup_intent_data subscription_data success_url ui_mode"
)
_EMPTY = [
    "adaptive_pricing",
    "after_expiration",
    "allow_promotion_codes",
    "allowed_payment_method_types",
    "amount_subtotal",
    "amount_total",
    "billing_address_collection",
    "client_secret",
    "collected_information",
    "consent",
    "consent_collection",
    "currency_conversion",
    "customer_account",
    "customer_creation",
    "customer_details",
    "discounts",
    "integration_identifier",
    "invoice",
    "invoice_creation",
    "managed_payments",
    "origin_context",
    "payment_intent",
    "payment_link",
    "payment_method_configuration_details",
    "permissions",
    "recovered_from",
    "saved_payment_method_options",
    "setup_intent",
    "shipping_address_collection",
    "shipping_cost",
    "submit_type",
    "subscription",
    "total_details",
    "wallet_options",
]
LIFE_S = 86_400


@route("POST", "/v1/checkout/sessions", _CREATE)
def create(world: World, params: Params) -> Json:
    """A page to pay on."""
    mode = one_of(params, "mode", ("subscription", "setup"), "")
    customer = text(params, "customer")
    if customer:
        world.get("customer", customer, "customer")
    session = _blank(world, params, mode, customer)
    if mode == "subscription":
        _subscription_mode(world, session, params)
    else:
        _setup_mode(world, session, params)
    return world.view(world.save(session))


def _blank(world: World, params: Params, mode: str, customer: str | None) -> Json:
    identifier = world.new_id("cs_test")
    now = world.clock.now()
    return {
        **dict.fromkeys(_EMPTY),
        "id": identifier,
        "object": "checkout.session",
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": text(params, "cancel_url"),
        "client_reference_id": text(params, "client_reference_id"),
        "created": now,
        "currency": text(params, "currency"),
        "custom_fields": [],
        "custom_text": dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        ),
        "customer": customer,
        "customer_email": text(params, "customer_email"),
        "expires_at": integer(params, "expires_at", now + LIFE_S),
        "livemode": False,
        "locale": text(params, "locale"),
        "metadata": merged_metadata({}, params),
        "mode": mode,
        "payment_method_collection": one_of(
            params, "payment_method_collection", ("always", "if_required"), "always"
        ),
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid" if mode == "subscription" else "no_payment_required",
        "shipping_options": [],
        "status": "open",
        "success_url": need(params, "success_url"),
        "ui_mode": one_of(params, "ui_mode", ("hosted_page",), "hosted_page"),
        "url": f"{world.base_url}/c/pay/{identifier}",
        "_lines": [],
        "_subscription_data": group(params, "subscription_data"),
    }


def _subscription_mode(world: World, session: Json, params: Params) -> None:
    entries = rows(params, "line_items")
    if not entries:
        raise bad("Missing required param: line_items.", "line_items", "parameter_missing")
    session["_lines"] = [
        {name: entry[name] for name in ("price", "quantity") if name in entry} for entry in entries
    ]
    prices = [usable_price(world, need(entry, "price")) for entry in entries]
    total = sum(
        of_price(price, integer(entry, "quantity", 1) or 1)
        for price, entry in zip(prices, entries, strict=True)
        if price["recurring"]["usage_type"] == "licensed"
    )
    data = session["_subscription_data"]
    trial = bool(text(data, "trial_period_days") or text(data, "trial_end"))
    due = 0 if trial else total
    session.update(currency=prices[0]["currency"], amount_subtotal=due, amount_total=due)
    session["total_details"] = {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0}


def _setup_mode(world: World, session: Json, params: Params) -> None:
    if not text(params, "currency"):
        raise bad("Missing required param: currency.", "currency", "parameter_missing")
    if "line_items" in params:
        raise bad("You can not pass `line_items` in `setup` mode.", "line_items")
    metadata = merged_metadata({}, group(params, "setup_intent_data"))
    session["setup_intent"] = setup_intents.make(world, session["customer"], metadata)["id"]


def _line_items(world: World, shown: Json) -> Json:
    found = []
    for entry in world.get("checkout.session", shown["id"])["_lines"]:
        price = world.get("price", entry["price"])
        quantity = int(entry.get("quantity", 1))
        metered = price["recurring"]["usage_type"] == "metered"
        amount = 0 if metered else of_price(price, quantity)
        found.append({
            "id": world.new_id("li"), "object": "item", "adjustable_quantity": None, "amount_discount": 0,
            "amount_subtotal": amount, "amount_tax": 0, "amount_total": amount, "currency": price["currency"],
            "description": world.get("product", price["product"])["name"], "metadata": {}, "price": price,
            "quantity": None if metered else quantity,
        })  # fmt: skip
    return {
        "object": "list",
        "data": found,
        "has_more": False,
        "url": f"/v1/checkout/sessions/{shown['id']}/line_items",
    }


INCLUDABLE["checkout.session", "line_items"] = _line_items


@route("GET", "/v1/checkout/sessions", f"{PAGING} customer status subscription")
def every(world: World, params: Params) -> Json:
    """List sessions."""
    found = world.store.of_kind("checkout.session", text(params, "customer"))
    for name in ("status", "subscription"):
        found = [one for one in found if params.get(name) in (None, one[name])]
    return listed(world, params, "/v1/checkout/sessions", found)


@route("GET", "/v1/checkout/sessions/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One session."""
    return world.view(world.get("checkout.session", identifier))


@route("GET", "/v1/checkout/sessions/{}/line_items", PAGING)
def line_items(world: World, params: Params, identifier: str) -> Json:
    """What is bought."""
    return _line_items(world, world.get("checkout.session", identifier))


@route("POST", "/v1/checkout/sessions/{}/expire")
def expire(world: World, params: Params, identifier: str) -> Json:
    """Close an open session."""
    session = world.get("checkout.session", identifier)
    if session["status"] != "open":
        raise bad('Only Checkout Sessions with a status in ["open"] can be expired.')
    world.update(session, None, status="expired", url=None)
    world.emit("checkout.session.expired", session)
    return world.view(session)
