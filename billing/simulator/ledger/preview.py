"""What an invoice would be: the change is really made, its invoice read, and everything undone."""

from billing.simulator.form import Params, group, text
from billing.simulator.ledger import invoices, items, renewing, subscribing, updating
from billing.simulator.ledger.periods import boundary
from billing.simulator.problems import bad
from billing.simulator.store import Json
from billing.simulator.world import World


def preview(world: World, params: Params) -> Json:
    """The next or the immediate invoice for `subscription_details`, with an id that names nothing."""
    with world.store.trial():
        invoice = _made(world, params)
        shown = world.view(invoice)
    return _as_preview(shown)


def _made(world: World, params: Params) -> Json:
    details = group(params, "subscription_details")
    identifier = text(params, "subscription")
    if identifier is None:
        return _of_new(world, params, details)
    subscription = world.get("subscription", identifier, "subscription")
    if subscription["status"] in {"canceled", "incomplete_expired"}:
        raise bad(
            "No upcoming invoices for customer: the subscription is canceled.", code="invoice_upcoming_none"
        )
    if "items" in details:
        changes = items.wanted(world, subscription, details)
        now = updating.change_items(world, subscription, changes, details, collect=False)
        if now is not None:
            return now
        subscription = world.get("subscription", identifier)
        if details.get("proration_behavior") == "always_invoice":
            return _nothing(world, subscription)
    return _next(world, subscription)


def _of_new(world: World, params: Params, details: Params) -> Json:
    wanted = {**details, "customer": text(params, "customer"), "payment_behavior": "default_incomplete"}
    for name in ("proration_behavior", "proration_date"):
        wanted.pop(name, None)
    subscription = subscribing.subscribe(world, wanted)
    return world.get("invoice", subscription["latest_invoice"])


def _next(world: World, subscription: Json) -> Json:
    """The invoice the next turn of the period would make, with usage as it stands."""
    if subscription["cancel_at_period_end"]:
        raise bad("No upcoming invoices for customer: the subscription ends.", code="invoice_upcoming_none")
    start, end = subscription["_period"]
    interval, count = renewing.rhythm(world, subscription)
    ahead = (end, boundary(end, interval, count, 1))
    found = renewing.waiting_lines(world, subscription)
    if subscription["status"] != "trialing":
        found += renewing.usage_lines(world, subscription, (start, end))
    found += subscribing.period_lines(world, subscription, ahead)
    invoice = _draft(world, subscription, found, (start, end))
    invoice.update(next_payment_attempt=end + invoices.GRACE_S)
    return invoice


def _nothing(world: World, subscription: Json) -> Json:
    now = world.now_of(subscription["customer"])
    return _draft(world, subscription, [], (now, now))


def _draft(world: World, subscription: Json, found: list[Json], period: tuple[int, int]) -> Json:
    return invoices.draft(
        world,
        customer_id=subscription["customer"],
        lines=found,
        reason="upcoming",
        currency=subscription["currency"],
        subscription=subscription,
        period=period,
    )


def _as_preview(shown: Json) -> Json:
    identifier = "upcoming_" + shown["id"]
    for line in shown["lines"]["data"]:
        line["invoice"] = identifier
    shown["lines"]["url"] = f"/v1/invoices/{identifier}/lines"
    return {
        **shown, "id": identifier, "status": "draft", "number": None, "hosted_invoice_url": None,
        "effective_at": None, "auto_advance": False,
    }  # fmt: skip
