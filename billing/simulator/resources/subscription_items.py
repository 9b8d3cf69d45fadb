"""/v1/subscription_items, and how an item looks on the wire."""

from billing.simulator.form import Params, need, text
from billing.simulator.ledger import items, updating
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import VIEWS, World

_PAYING = "payment_behavior proration_behavior proration_date"


def view(world: World, item: Json) -> Json:
    """The item with its price and its plan; a metered item has no quantity."""
    price = world.get("price", item["price"])
    shown = {**item, "price": price, "plan": _plan(price)}
    if shown["quantity"] is None:
        del shown["quantity"]
    return shown


def _plan(price: Json) -> Json:
    recurring = price["recurring"]
    return {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": price["billing_scheme"],
        "created": price["created"],
        "currency": price["currency"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "livemode": False,
        "metadata": price["metadata"],
        "meter": recurring["meter"],
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": recurring["usage_type"],
    }


VIEWS["subscription_item"] = view


@route("GET", "/v1/subscription_items", f"{PAGING} subscription")
def every(world: World, params: Params) -> Json:
    """The items of one subscription."""
    subscription = world.get("subscription", need(params, "subscription"), "subscription")
    return listed(world, params, "/v1/subscription_items", items.of(world, subscription["id"]))


@route("GET", "/v1/subscription_items/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One item."""
    return world.view(world.get("subscription_item", identifier))


@route("POST", "/v1/subscription_items", f"{_PAYING} metadata price quantity subscription")
def create(world: World, params: Params) -> Json:
    """Add an item."""
    subscription = world.get("subscription", need(params, "subscription"), "subscription")
    before = {item["id"] for item in items.of(world, subscription["id"])}
    entry: Params = {name: params[name] for name in ("metadata", "price", "quantity") if name in params}
    _change(world, subscription, entry, params)
    made = [item for item in items.of(world, subscription["id"]) if item["id"] not in before]
    return world.view(made[0])


@route("POST", "/v1/subscription_items/{}", f"{_PAYING} metadata price quantity off_session")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change quantity or price."""
    item = world.get("subscription_item", identifier)
    entry: Params = {name: params[name] for name in ("metadata", "price", "quantity") if name in params}
    _change(world, world.get("subscription", item["subscription"]), {**entry, "id": identifier}, params)
    return world.view(world.get("subscription_item", identifier))


@route("DELETE", "/v1/subscription_items/{}", "clear_usage proration_behavior proration_date")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Remove an item."""
    item = world.get("subscription_item", identifier)
    _change(
        world, world.get("subscription", item["subscription"]), {"id": identifier, "deleted": "true"}, params
    )
    return {"id": identifier, "object": "subscription_item", "deleted": True}


def _change(world: World, subscription: Json, entry: Params, params: Params) -> None:
    paying = {name: params[name] for name in _PAYING.split() if text(params, name)}
    wanted = items.wanted(world, subscription, {"items": [entry]})
    updating.change_items(world, subscription, wanted, paying)
