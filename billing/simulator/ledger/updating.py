"""A change to a running subscription: quantities, prices, dates, and who pays when."""

from typing import Any

from billing.simulator.form import Params, boolean, integer, merged_metadata, one_of, text
from billing.simulator.ledger import cards, invoices, items, lines, loose_items, payments, reactions, renewing
from billing.simulator.ledger.subscribing import BEHAVIOURS, payment_settings, trial_settings
from billing.simulator.problems import CardDeclined, bad
from billing.simulator.store import Json
from billing.simulator.world import World

PRORATIONS = ("create_prorations", "always_invoice", "none")
PENDING_S = 23 * 3600


def change(world: World, subscription: Json, params: Params) -> Json:
    """Everything `POST /v1/subscriptions/{id}` can do."""
    if subscription["status"] in {"canceled", "incomplete_expired"}:
        raise bad("A canceled subscription can only update its cancellation_details and metadata.")
    before = world.view(subscription)
    _plain_fields(world, subscription, params)
    _dates(world, subscription, params)
    world.save(subscription)
    _tell(world, subscription, before)
    if "items" in params:
        change_items(world, subscription, items.wanted(world, subscription, params), params)
    if text(params, "trial_end") == "now" and subscription["status"] == "trialing":
        renewing.end_trial(world, subscription, world.now_of(subscription["customer"]), at_once=True)
    return world.get("subscription", subscription["id"])


def _tell(world: World, subscription: Json, before: Json) -> None:
    after = world.view(subscription)
    previous = {name: value for name, value in before.items() if after[name] != value}
    if previous:
        world.emit("customer.subscription.updated", subscription, previous)


def _plain_fields(world: World, subscription: Json, params: Params) -> None:
    subscription["metadata"] = merged_metadata(subscription["metadata"], params)
    if "default_payment_method" in params:
        method = text(params, "default_payment_method")
        bound = cards.attach(world, method, subscription["customer"])["id"] if method else None
        subscription["default_payment_method"] = bound
    if "description" in params:
        subscription["description"] = text(params, "description")
    if "payment_settings" in params:
        subscription["payment_settings"] = payment_settings(params)
    if "trial_settings" in params:
        subscription["trial_settings"] = trial_settings(params)
    if "collection_method" in params:
        allowed = ("charge_automatically", "send_invoice")
        subscription["collection_method"] = one_of(params, "collection_method", allowed, allowed[0])
    subscription["days_until_due"] = integer(params, "days_until_due", subscription["days_until_due"])


def _dates(world: World, subscription: Json, params: Params) -> None:
    now = world.now_of(subscription["customer"])
    if "cancel_at_period_end" in params:
        _cancel_at_period_end(subscription, boolean(params, "cancel_at_period_end"), now)
    if "cancel_at" in params:
        at = integer(params, "cancel_at")
        subscription.update(cancel_at=at, canceled_at=now if at else None)
    if "trial_end" in params and text(params, "trial_end") != "now":
        at = integer(params, "trial_end")
        if subscription["status"] != "trialing" or at is None or at <= now:
            raise bad(
                "Invalid timestamp: a running trial can be moved to a moment in the future.", "trial_end"
            )
        subscription.update(trial_end=at, billing_cycle_anchor=at, _trial_told=False)
        subscription["_period"] = [subscription["_period"][0], at]
        items.store(
            world, subscription, [items.Change(one, one) for one in items.of(world, subscription["id"])]
        )


def _cancel_at_period_end(subscription: Json, wanted: bool, now: int) -> None:
    details = {**subscription["cancellation_details"], "reason": "cancellation_requested" if wanted else None}
    subscription.update(
        cancel_at_period_end=wanted,
        cancel_at=subscription["_period"][1] if wanted else None,
        canceled_at=now if wanted else None,
        cancellation_details=details,
    )


def change_items(
    world: World, subscription: Json, changes: list[items.Change], params: Params, *, collect: bool = True
) -> Json | None:
    """Apply item changes with their prorations; returns the invoice where one was made at once."""
    behaviour = one_of(params, "proration_behavior", PRORATIONS, PRORATIONS[0])
    paying = one_of(params, "payment_behavior", BEHAVIOURS, BEHAVIOURS[0])
    at = _proration_moment(world, subscription, params)
    old_items = items.of(world, subscription["id"])
    old_debits = {**subscription["_debits"]}
    before = world.view(subscription)
    made: list[Json] = []
    if behaviour != "none" and subscription["status"] in {"active", "past_due"}:
        made = items.prorate(world, subscription, changes, at)
    items.store(world, subscription, changes)
    world.save(subscription)
    invoice = None
    if behaviour == "always_invoice" and made:
        invoice = _invoice_now(world, subscription, at, params)
    undone = False
    if invoice is not None and collect:
        undone = not _collect(world, subscription, invoice, paying, old_items, old_debits)
    if not undone:
        _tell(world, world.get("subscription", subscription["id"]), before)
    return invoice


def _proration_moment(world: World, subscription: Json, params: Params) -> int:
    now = world.now_of(subscription["customer"])
    at = integer(params, "proration_date", now) or now
    start, end = subscription["_period"]
    if not start <= at <= end:
        raise bad("Cannot prorate outside the current billing period.", "proration_date")
    return at


def _invoice_now(world: World, subscription: Json, at: int, params: Params) -> Json:
    waiting = loose_items.pending(world, subscription["customer"], subscription["id"], exactly=True)
    now = world.now_of(subscription["customer"])
    invoice = invoices.draft(
        world,
        customer_id=subscription["customer"],
        lines=[lines.loose_line(world, item) for item in waiting],
        reason="subscription_update",
        currency=subscription["currency"],
        subscription=subscription,
        period=(now, now),
        proration_at=at if "proration_date" in params else None,
    )
    items.remember_debits(subscription, invoice)
    world.update(subscription, None, latest_invoice=invoice["id"])
    return invoice


def _collect(
    world: World, subscription: Json, invoice: Json, paying: str, old_items: list[Json], old_debits: Json
) -> bool:
    """False when the change was taken back to wait for its payment."""
    if paying == "pending_if_incomplete":
        world.update(subscription, None, _pending_invoice=invoice["id"])
        _hold(world, subscription, invoice, old_items, old_debits)
    invoices.finalize(world, invoice)
    if invoice["status"] == "open" and paying != "default_incomplete":
        _charge(world, invoice, paying)
    fresh = world.get("subscription", subscription["id"])
    subscription.update(fresh)
    if paying != "pending_if_incomplete":
        return True
    if fresh["_pending_invoice"]:
        world.emit("customer.subscription.updated", fresh, {"pending_update": None})
    return False


def _charge(world: World, invoice: Json, paying: str) -> None:
    if invoice["collection_method"] == "send_invoice":
        return
    try:
        payments.attempt(world, invoice)
    except CardDeclined as refusal:
        refusal.undo = paying == "error_if_incomplete"
        if refusal.undo:
            raise


def _hold(world: World, subscription: Json, invoice: Json, old_items: list[Json], old_debits: Json) -> None:
    """Put the items back as they were; the wanted ones wait in `pending_update`."""
    wanted: list[Any] = items.of(world, subscription["id"])
    pending: Json = {
        "billing_cycle_anchor": None,
        "cancel_at_period_end": None,
        "discount": None,
        "discounts": None,
        "expires_at": world.now_of(subscription["customer"]) + PENDING_S,
        "metadata": None,
        "subscription_items": [world.view(item) for item in wanted],
        "trial_end": None,
        "trial_from_plan": None,
    }
    kept = {item["id"] for item in old_items}
    for item in wanted:
        if item["id"] not in kept:
            world.store.drop(item["id"])
    for item in old_items:
        world.save(item)
    world.update(
        subscription,
        None,
        pending_update=pending,
        _pending_items=wanted,
        _pending_debits=subscription["_debits"],
        _debits=old_debits,
    )


def cancel(world: World, subscription: Json, params: Params) -> Json:
    """Cancel at once; `prorate` credits unused time, `invoice_now` bills usage and what waits."""
    if subscription["status"] in {"canceled", "incomplete_expired"}:
        raise bad(f"No such subscription: '{subscription['id']}'", "id", "resource_missing")
    now = world.now_of(subscription["customer"])
    if boolean(params, "prorate") and subscription["status"] in {"active", "past_due"}:
        gone = [items.Change(item, None) for item in items.of(world, subscription["id"])]
        items.prorate(world, subscription, gone, now)
        world.save(subscription)
    if boolean(params, "invoice_now"):
        renewing.last_invoice(world, subscription, now)
    fresh = world.get("subscription", subscription["id"])
    reactions.ended(world, fresh, "cancellation_requested")
    return fresh
