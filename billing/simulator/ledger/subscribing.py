"""A new subscription: its first period, trial, first invoice and first payment."""

from billing.simulator.form import Params, group, integer, merged_metadata, need, one_of, rows, text
from billing.simulator.ledger import cards, invoices, items, lines, loose_items, payments
from billing.simulator.ledger.amounts import of_price
from billing.simulator.ledger.periods import boundary
from billing.simulator.problems import CardDeclined, bad
from billing.simulator.store import Json
from billing.simulator.world import World

BEHAVIOURS = ("allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete")
DAY_S = 86_400


def subscribe(world: World, params: Params) -> Json:
    """Create a subscription and its first invoice; charges at once unless in trial or told to wait."""
    customer = world.get("customer", need(params, "customer"), "customer")
    entries = rows(params, "items")
    if not entries:
        raise bad("Missing required param: items.", "items", "parameter_missing")
    now = world.now(customer)
    prices = [items.usable_price(world, need(entry, "price")) for entry in entries]
    _same_rhythm(prices)
    trial_end = _trial_end(params, now)
    recurring = prices[0]["recurring"]
    end = trial_end or boundary(now, recurring["interval"], recurring["interval_count"], 1)
    subscription = _blank(world, customer, params, prices[0]["currency"], now, trial_end)
    subscription["_period"] = [now, end]
    world.save(subscription)
    made = [items.new(world, subscription, entry) for entry in entries]
    items.store(world, subscription, [items.Change(None, item) for item in made])
    world.emit("customer.subscription.created", subscription)
    _first_invoice(world, subscription, one_of(params, "payment_behavior", BEHAVIOURS, BEHAVIOURS[0]))
    return subscription


def period_lines(
    world: World, subscription: Json, period: tuple[int, int], *, trial: bool = False
) -> list[Json]:
    """The seat lines for a period, and the record of what they debit."""
    made: list[Json] = []
    for item in items.of(world, subscription["id"]):
        price = world.get("price", item["price"])
        if price["recurring"]["usage_type"] == "metered":
            continue
        made.append(lines.seats_line(world, item, price, period, trial=trial))
        subscription["_debits"][item["id"]] = {
            "amount": 0 if trial else of_price(price, item["quantity"]), "start": period[0], "end": period[1],
            "quantity": item["quantity"], "price": price["id"], "invoice": None, "line": None,
        }  # fmt: skip
    return made


def _first_invoice(world: World, subscription: Json, behaviour: str) -> None:
    trial = subscription["status"] == "trialing"
    period = (subscription["_period"][0], subscription["_period"][1])
    found = period_lines(world, subscription, period, trial=trial)
    if not trial:
        waiting = loose_items.pending(world, subscription["customer"], subscription["id"])
        found += [lines.loose_line(world, item) for item in waiting]
    invoice = invoices.draft(
        world,
        customer_id=subscription["customer"],
        lines=found,
        reason="subscription_create",
        currency=subscription["currency"],
        subscription=subscription,
        period=(period[0], period[0]),
    )
    items.remember_debits(subscription, invoice)
    world.update(subscription, None, latest_invoice=invoice["id"])
    invoices.finalize(world, invoice)
    subscription.update(world.get("subscription", subscription["id"]))
    if invoice["status"] == "open" and behaviour != "default_incomplete":
        collect_first(world, subscription, invoice, behaviour)


def collect_first(world: World, subscription: Json, invoice: Json, behaviour: str) -> None:
    """Charge an invoice that decides over the subscription's state; sent invoices are simply owed."""
    if subscription["collection_method"] == "send_invoice":
        world.update(subscription, "customer.subscription.updated", status="active")
        return
    try:
        payments.attempt(world, invoice)
    except CardDeclined as refusal:
        refusal.undo = behaviour == "error_if_incomplete"
        if refusal.undo:
            raise
    subscription.update(world.get("subscription", subscription["id"]))


def _same_rhythm(prices: list[Json]) -> None:
    first = prices[0]
    for price in prices[1:]:
        same = all(
            price["recurring"][name] == first["recurring"][name] for name in ("interval", "interval_count")
        )
        if not same or price["currency"] != first["currency"]:
            raise bad("All prices on a subscription must share interval and currency here.", "items")


def _trial_end(params: Params, now: int) -> int | None:
    days = integer(params, "trial_period_days")
    if days:
        return now + days * DAY_S
    if text(params, "trial_end") in {None, "now"}:
        return None
    at = integer(params, "trial_end")
    if at is not None and at <= now:
        raise bad("Invalid timestamp: must be in the future.", "trial_end")
    return at


def _blank(
    world: World, customer: Json, params: Params, currency: str, now: int, trial_end: int | None
) -> Json:
    method = text(params, "default_payment_method")
    collection = one_of(
        params, "collection_method", ("charge_automatically", "send_invoice"), "charge_automatically"
    )
    return {
        **dict.fromkeys(_EMPTY),
        "id": world.new_id("sub"),
        "object": "subscription",
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": trial_end or now,
        "billing_mode": _billing_mode(params),
        "billing_schedules": [],
        "cancel_at_period_end": False,
        "cancellation_details": {"comment": None, "feedback": None, "feedback_option": None, "reason": None},
        "collection_method": collection,
        "created": now,
        "currency": currency,
        "customer": customer["id"],
        "days_until_due": integer(params, "days_until_due"),
        "default_payment_method": cards.attach(world, method, customer["id"])["id"] if method else None,
        "description": text(params, "description"),
        "discounts": [],
        "invoice_settings": _INVOICE_SETTINGS,
        "livemode": False,
        "metadata": merged_metadata({}, params),
        "payment_settings": payment_settings(params),
        "start_date": now,
        "status": "trialing" if trial_end else "incomplete",
        "test_clock": customer["test_clock"],
        "trial_end": trial_end,
        "trial_settings": trial_settings(params),
        "trial_start": now if trial_end else None,
        "_debits": {},
        "_trial_told": False,
    }


_INVOICE_SETTINGS = {
    **dict.fromkeys(("account_tax_ids", "custom_fields", "description", "footer")),
    "issuer": {"type": "self"},
}
_EMPTY = [
    "application",
    "application_fee_percent",
    "billing_cycle_anchor_config",
    "billing_thresholds",
    "cancel_at",
    "canceled_at",
    "customer_account",
    "default_source",
    "ended_at",
    "latest_invoice",
    "managed_payments",
    "next_pending_invoice_item_invoice",
    "on_behalf_of",
    "pause_collection",
    "pending_invoice_item_interval",
    "pending_setup_intent",
    "pending_update",
    "schedule",
    "transfer_data",
    "_pending_invoice",
    "_pending_items",
    "_pending_debits",
]


def _billing_mode(params: Params) -> Json:
    kind = one_of(group(params, "billing_mode"), "type", ("flexible", "classic"), "flexible")
    if kind == "classic":
        raise bad("Only the flexible billing mode is served here.", "billing_mode[type]")
    return {"type": "flexible", "flexible": {"proration_discounts": "included"}}


def payment_settings(params: Params) -> Json:
    """The stored form of `payment_settings`."""
    given = group(params, "payment_settings")
    return {
        "payment_method_options": None,
        "payment_method_types": rows(given, "payment_method_types") or None,
        "save_default_payment_method": one_of(
            given, "save_default_payment_method", ("off", "on_subscription"), "off"
        ),
    }


def trial_settings(params: Params) -> Json:
    """The stored form of `trial_settings`."""
    given = group(group(params, "trial_settings"), "end_behavior")
    word = one_of(given, "missing_payment_method", ("create_invoice", "cancel", "pause"), "create_invoice")
    anchor = text(given, "billing_cycle_anchor")
    return {"end_behavior": {"billing_cycle_anchor": anchor, "missing_payment_method": word}}
