"""What a paid or failed invoice does to the subscription it belongs to."""

from billing.simulator.ledger.periods import boundary
from billing.simulator.store import Json
from billing.simulator.world import World


def subscription_of(world: World, invoice: Json) -> Json | None:
    """The subscription an invoice is for."""
    details = (invoice["parent"] or {}).get("subscription_details") or {}
    return world.find("subscription", details.get("subscription"))


def paid(world: World, invoice: Json) -> None:
    """A subscription that waited for this money becomes active; a waiting change is applied."""
    subscription = subscription_of(world, invoice)
    if subscription is None:
        return
    if subscription.get("_pending_invoice") == invoice["id"]:
        apply_pending(world, subscription)
    if subscription["latest_invoice"] not in {None, invoice["id"]}:
        return
    if subscription["status"] in {"incomplete", "past_due", "unpaid"}:
        world.update(subscription, "customer.subscription.updated", status="active")
    if subscription["status"] == "paused" and subscription.get("_resuming"):
        resumed(world, subscription)


def failed(world: World, invoice: Json, *, last: bool) -> None:
    """An active subscription falls past due; after the last retry it is cancelled."""
    subscription = subscription_of(world, invoice)
    if subscription is None or subscription.get("_pending_invoice") == invoice["id"]:
        return
    if subscription["status"] == "active":
        world.update(subscription, "customer.subscription.updated", status="past_due")
    elif subscription["status"] == "past_due" and last and invoice["auto_advance"]:
        ended(world, subscription, "payment_failed")


def ended(world: World, subscription: Json, reason: str) -> None:
    """Cancel now, and tell."""
    now = world.now_of(subscription["customer"])
    details = {**(subscription["cancellation_details"] or _NO_DETAILS), "reason": reason}
    world.update(
        subscription,
        None,
        status="canceled",
        canceled_at=subscription["canceled_at"] or now,
        ended_at=now,
        cancellation_details=details,
        pending_update=None,
    )
    world.emit("customer.subscription.deleted", subscription)


_NO_DETAILS = {"comment": None, "feedback": None, "feedback_option": None, "reason": None}


def resumed(world: World, subscription: Json) -> None:
    """A paused subscription runs again."""
    world.update(subscription, None, status="active", _resuming=False)
    world.emit("customer.subscription.resumed", subscription)


def apply_pending(world: World, subscription: Json) -> None:
    """Make the change that waited for its invoice to be paid."""
    for item in subscription["_pending_items"]:
        world.save(item)
    world.update(
        subscription,
        None,
        pending_update=None,
        _pending_invoice=None,
        _pending_items=None,
        _debits=subscription["_pending_debits"],
    )
    world.emit("customer.subscription.pending_update_applied", subscription)
    world.emit("customer.subscription.updated", subscription, {"pending_update": {}})


def turn_anchor(subscription: Json, interval: str, count: int, at: int) -> tuple[int, int]:
    """The period that begins at `at` when the anchor is moved there."""
    subscription["billing_cycle_anchor"] = at
    return at, boundary(at, interval, count, 1)
