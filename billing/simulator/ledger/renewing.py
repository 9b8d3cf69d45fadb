"""The turn of a period: trials end, seats renew, usage is billed, pauses resume."""

from billing.simulator.ledger import invoices, items, lines, loose_items, payments, reactions
from billing.simulator.ledger.periods import boundary, period_at
from billing.simulator.ledger.subscribing import period_lines
from billing.simulator.problems import CardDeclined, bad
from billing.simulator.store import Json
from billing.simulator.world import World


def rhythm(world: World, subscription: Json) -> tuple[str, int]:
    """Interval and count of the subscription's prices."""
    first = items.of(world, subscription["id"])[0]
    recurring = world.get("price", first["price"])["recurring"]
    return recurring["interval"], recurring["interval_count"]


def has_card(world: World, subscription: Json) -> bool:
    """Whether anything can be charged."""
    customer = world.get("customer", subscription["customer"])
    return bool(
        subscription["default_payment_method"] or customer["invoice_settings"]["default_payment_method"]
    )


def end_trial(world: World, subscription: Json, at: int, *, at_once: bool = False) -> None:
    """The first paid period begins, or the subscription pauses or ends for want of a card."""
    word = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
    if word != "create_invoice" and not has_card(world, subscription):
        subscription["trial_end"] = at
        if word == "cancel":
            reactions.ended(world, subscription, "payment_failed")
            return
        world.update(subscription, None, status="paused")
        world.emit("customer.subscription.paused", subscription)
        return
    subscription["trial_end"] = at
    world.update(subscription, "customer.subscription.updated", status="active")
    interval, count = rhythm(world, subscription)
    period = reactions.turn_anchor(subscription, interval, count, at)
    _begin(world, subscription, period, used=None, at_once=at_once)


def turn(world: World, subscription: Json, at: int) -> None:
    """At a period's end: cancel if so ordered, otherwise bill the usage behind and the seats ahead."""
    old = (subscription["_period"][0], subscription["_period"][1])
    if subscription["cancel_at"] and subscription["cancel_at"] <= at:
        last_invoice(world, subscription, at, finalizes_in=0)
        reactions.ended(world, world.get("subscription", subscription["id"]), "cancellation_requested")
        return
    interval, count = rhythm(world, subscription)
    period = period_at(subscription["billing_cycle_anchor"], interval, count, at)
    _begin(world, subscription, period, used=old, at_once=False)


def _begin(
    world: World, subscription: Json, period: tuple[int, int], *, used: tuple[int, int] | None, at_once: bool
) -> Json:
    before = world.view(subscription)
    subscription.update(_period=list(period), _debits={})
    items.store(world, subscription, [items.Change(one, one) for one in items.of(world, subscription["id"])])
    found = waiting_lines(world, subscription)
    found += usage_lines(world, subscription, used) if used else []
    found += period_lines(world, subscription, period)
    invoice = invoices.draft(
        world,
        customer_id=subscription["customer"],
        lines=found,
        reason="subscription_cycle",
        currency=subscription["currency"],
        subscription=subscription,
        period=used or (period[0], period[0]),
        finalizes_in=invoices.GRACE_S,
    )
    items.remember_debits(subscription, invoice)
    world.update(subscription, None, latest_invoice=invoice["id"])
    after = world.view(subscription)
    previous = {name: value for name, value in before.items() if after[name] != value}
    world.emit("customer.subscription.updated", subscription, previous)
    if at_once:
        finish(world, invoice)
    return invoice


def waiting_lines(world: World, subscription: Json) -> list[Json]:
    """The lines of everything that waited for the next invoice."""
    waiting = loose_items.pending(world, subscription["customer"], subscription["id"])
    return [lines.loose_line(world, item) for item in waiting]


def usage_lines(world: World, subscription: Json, period: tuple[int, int]) -> list[Json]:
    """The metered items' lines for a period that ended."""
    made: list[Json] = []
    for item in items.of(world, subscription["id"]):
        price = world.get("price", item["price"])
        if price["recurring"]["usage_type"] == "metered":
            made.append(lines.usage_line(world, item, price, subscription["customer"], period))
    return made


def last_invoice(
    world: World, subscription: Json, at: int, *, finalizes_in: int | None = None
) -> Json | None:
    """The invoice of a subscription that ends: usage so far and what waited."""
    period = (subscription["_period"][0], at)
    trial = subscription["status"] == "trialing"
    found = waiting_lines(world, subscription) + ([] if trial else usage_lines(world, subscription, period))
    if not any(one["amount"] for one in found):
        return None
    invoice = invoices.draft(
        world,
        customer_id=subscription["customer"],
        lines=found,
        reason="subscription_cycle",
        currency=subscription["currency"],
        subscription=subscription,
        period=period,
        finalizes_in=finalizes_in,
    )
    world.update(subscription, None, latest_invoice=invoice["id"])
    finish(world, invoice)
    return invoice


def finish(world: World, invoice: Json) -> Json:
    """Finalise, and charge where charging is automatic; a refused card is a state, not an error, here."""
    invoices.finalize(world, invoice)
    if invoice["status"] == "open" and invoice["collection_method"] == "charge_automatically":
        try:
            payments.attempt(world, invoice)
        except CardDeclined:
            return world.get("invoice", invoice["id"])
    return invoice


def resume(world: World, subscription: Json, *, anchor_now: bool) -> Json:
    """A paused subscription starts a paid period; it runs again when that invoice is paid."""
    if subscription["status"] != "paused":
        raise bad("You can only resume a subscription that is paused.")
    now = world.now_of(subscription["customer"])
    interval, count = rhythm(world, subscription)
    if anchor_now:
        subscription["billing_cycle_anchor"] = now
    anchor = subscription["billing_cycle_anchor"]
    period = (
        period_at(anchor, interval, count, now)
        if not anchor_now
        else (now, boundary(now, interval, count, 1))
    )
    subscription["_resuming"] = True
    _begin(world, subscription, period, used=None, at_once=True)
    return world.get("subscription", subscription["id"])
