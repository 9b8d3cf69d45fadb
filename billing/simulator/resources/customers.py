"""/v1/customers."""

from billing.simulator.form import Params, group, integer, merged_metadata, text
from billing.simulator.ledger import cards, reactions
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

_FIELDS = (
    "address description email invoice_settings metadata name phone preferred_locales shipping tax_exempt"
)


@route("POST", "/v1/customers", f"{_FIELDS} balance payment_method test_clock")
def create(world: World, params: Params) -> Json:
    """Create a customer, with a card when one is given."""
    clock = text(params, "test_clock")
    if clock:
        world.get("test_helpers.test_clock", clock, "test_clock")
    identifier = world.new_id("cus")
    customer: Json = {
        "id": identifier,
        "object": "customer",
        "address": None,
        "balance": integer(params, "balance", 0),
        "created": world.now({"test_clock": clock}),
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": identifier[-8:].upper(),
        "invoice_settings": {
            "custom_fields": None, "default_payment_method": None, "footer": None, "rendering_options": None
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": clock,
    }  # fmt: skip
    world.save(customer)
    if text(params, "payment_method"):
        cards.attach(world, params["payment_method"], identifier)
    _apply(world, customer, params)
    return world.create(customer, "customer.created")


def _apply(world: World, customer: Json, params: Params) -> None:
    for name in ("description", "email", "name", "phone"):
        if name in params:
            customer[name] = text(params, name)
    for name in ("address", "shipping"):
        if name in params:
            customer[name] = (
                _address(group(params, name)) if name == "address" else group(params, name) or None
            )
    customer["preferred_locales"] = params.get("preferred_locales", customer["preferred_locales"])
    customer["tax_exempt"] = text(params, "tax_exempt") or customer["tax_exempt"]
    customer["metadata"] = merged_metadata(customer["metadata"], params)
    settings = group(params, "invoice_settings")
    if "default_payment_method" in settings:
        method = text(settings, "default_payment_method")
        bound = cards.attach(world, method, customer["id"])["id"] if method else None
        customer["invoice_settings"]["default_payment_method"] = bound


def _address(given: Params) -> Json | None:
    names = ("city", "country", "line1", "line2", "postal_code", "state")
    return {name: text(given, name) for name in names} if given else None


@route("GET", "/v1/customers", f"{PAGING} email test_clock")
def every(world: World, params: Params) -> Json:
    """List customers."""
    found = world.store.of_kind("customer")
    for name in ("email", "test_clock"):
        found = [one for one in found if params.get(name) in (None, one[name])]
    return listed(world, params, "/v1/customers", found)


@route("GET", "/v1/customers/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One customer."""
    return world.view(world.get("customer", identifier))


@route("POST", "/v1/customers/{}", f"{_FIELDS} balance")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change a customer."""
    customer = world.get("customer", identifier)
    before = world.view(world.get("customer", identifier))
    _apply(world, customer, params)
    customer["balance"] = integer(params, "balance", customer["balance"])
    previous = {name: value for name, value in before.items() if customer[name] != value}
    world.save(customer)
    if previous:
        world.emit("customer.updated", customer, previous)
    return world.view(customer)


@route("DELETE", "/v1/customers/{}")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Delete a customer and end its subscriptions."""
    customer = world.get("customer", identifier)
    for subscription in world.store.of_kind("subscription", identifier):
        if subscription["status"] not in {"canceled", "incomplete_expired"}:
            reactions.ended(world, subscription, "cancellation_requested")
    world.emit("customer.deleted", customer)
    world.store.drop(identifier)
    return {"id": identifier, "object": "customer", "deleted": True}


@route("GET", "/v1/customers/{}/payment_methods", f"{PAGING} type allow_redisplay")
def methods(world: World, params: Params, identifier: str) -> Json:
    """The customer's cards."""
    world.get("customer", identifier)
    found = world.store.of_kind("payment_method", identifier)
    return listed(world, params, f"/v1/customers/{identifier}/payment_methods", found)
