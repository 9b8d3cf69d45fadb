"""/v1/subscriptions."""

from billing.simulator.form import Params, group, one_of, text
from billing.simulator.ledger import items, renewing, subscribing, updating
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import VIEWS, World

_BOTH = (
    "cancel_at cancel_at_period_end collection_method days_until_due default_payment_method description items"
    " metadata off_session payment_behavior payment_settings proration_behavior trial_end trial_settings"
)


def view(world: World, subscription: Json) -> Json:
    """The subscription with its items."""
    found = [world.view(item) for item in items.of(world, subscription["id"])]
    url = f"/v1/subscription_items?subscription={subscription['id']}"
    return {**subscription, "items": {"object": "list", "data": found, "has_more": False, "url": url}}


VIEWS["subscription"] = view


@route("POST", "/v1/subscriptions", f"{_BOTH} billing_mode currency customer trial_period_days")
def create(world: World, params: Params) -> Json:
    """Subscribe a customer."""
    return world.view(subscribing.subscribe(world, params))


@route("GET", "/v1/subscriptions", f"{PAGING} customer price status test_clock collection_method")
def every(world: World, params: Params) -> Json:
    """List subscriptions; cancelled ones only with `status=all` or `canceled`."""
    found = world.store.of_kind("subscription", text(params, "customer"))
    status = text(params, "status")
    if status is None:
        found = [one for one in found if one["status"] != "canceled"]
    elif status == "ended":
        found = [one for one in found if one["status"] in {"canceled", "incomplete_expired"}]
    elif status != "all":
        found = [one for one in found if one["status"] == status]
    price = text(params, "price")
    if price:
        found = [one for one in found if any(item["price"] == price for item in items.of(world, one["id"]))]
    return listed(world, params, "/v1/subscriptions", found)


@route("GET", "/v1/subscriptions/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One subscription."""
    return world.view(world.get("subscription", identifier))


@route("POST", "/v1/subscriptions/{}", f"{_BOTH} proration_date")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change a subscription."""
    return world.view(updating.change(world, world.get("subscription", identifier), params))


@route("DELETE", "/v1/subscriptions/{}", "cancellation_details invoice_now prorate")
def cancel(world: World, params: Params, identifier: str) -> Json:
    """Cancel at once."""
    return world.view(updating.cancel(world, world.get("subscription", identifier), params))


@route("POST", "/v1/subscriptions/{}/resume", "billing_cycle_anchor proration_behavior proration_date")
def resume(world: World, params: Params, identifier: str) -> Json:
    """Start a paused subscription again."""
    anchor = one_of(group(params, "billing_cycle_anchor"), "type", ("now", "unchanged"), "now")
    return world.view(
        renewing.resume(world, world.get("subscription", identifier), anchor_now=anchor == "now")
    )
