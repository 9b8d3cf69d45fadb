"""The items of a subscription: reading what a request wants, and the prorations a change brings."""

from dataclasses import dataclass
from typing import Any

from billing.simulator.form import Params, boolean, group, integer, merged_metadata, need, rows, text
from billing.simulator.ledger import amounts
from billing.simulator.ledger.loose_items import loose_item
from billing.simulator.problems import bad
from billing.simulator.store import Json
from billing.simulator.world import World


@dataclass(frozen=True)
class Change:
    """One item before and after; a new item has no before, a removed one no after."""

    before: Json | None
    after: Json | None


def of(world: World, subscription_id: str) -> list[Json]:
    """The items of a subscription, oldest first."""
    every = world.store.of_kind("subscription_item")
    return [item for item in reversed(every) if item["subscription"] == subscription_id]


def wanted(world: World, subscription: Json, params: Params) -> list[Change]:
    """The changes `items[]` asks for; an entry without id is a new item."""
    entries = [entry for entry in rows(params, "items") if isinstance(entry, dict)]
    return [_change(world, subscription, entry) for entry in entries]


def _change(world: World, subscription: Json, entry: Params) -> Change:
    if not text(entry, "id"):
        return Change(None, new(world, subscription, entry))
    before = world.get("subscription_item", entry["id"], "items[id]")
    if before["subscription"] != subscription["id"]:
        raise bad("This subscription item belongs to another subscription.", "items[id]")
    if boolean(entry, "deleted"):
        return Change(before, None)
    price = usable_price(world, text(entry, "price") or before["price"])
    quantity = (
        None
        if price["recurring"]["usage_type"] == "metered"
        else integer(entry, "quantity", before.get("quantity"))
    )
    after = {**before, "price": price["id"], "metadata": merged_metadata(before["metadata"], entry)}
    return Change(before, {**after, "quantity": quantity})


def new(world: World, subscription: Json, entry: Params) -> Json:
    """A new item for the subscription's present period, not yet stored."""
    price = usable_price(world, need(entry, "price"))
    metered = price["recurring"]["usage_type"] == "metered"
    if metered and "quantity" in entry:
        raise bad("You cannot set the quantity of a metered price.", "items[quantity]")
    start, end = subscription["_period"]
    return {
        "id": world.new_id("si"),
        "object": "subscription_item",
        "billing_thresholds": None,
        "created": world.now_of(subscription["customer"]),
        "current_period_start": start,
        "current_period_end": end,
        "current_trial": None,
        "discounts": [],
        "metadata": {**group(entry, "metadata")},
        "price": price["id"],
        "quantity": None if metered else integer(entry, "quantity", 1),
        "subscription": subscription["id"],
        "tax_rates": [],
    }


def usable_price(world: World, identifier: str) -> Json:
    """An active recurring price."""
    price = world.get("price", identifier, "items[price]")
    if not price["active"]:
        raise bad("The price specified is inactive.", "items[price]")
    if price["type"] != "recurring":
        raise bad(
            "The price specified is set to `type=one_time` but this field only accepts `type=recurring`."
        )
    return price


def store(world: World, subscription: Json, changes: list[Change]) -> None:
    """Write the items, and put them in the subscription's period."""
    start, end = subscription["_period"]
    for change in changes:
        if change.after is None and change.before:
            world.store.drop(change.before["id"])
        elif change.after is not None:
            world.save({**change.after, "current_period_start": start, "current_period_end": end})


def prorate(world: World, subscription: Json, changes: list[Change], at: int) -> list[Json]:
    """Credit what was debited and debit what is owed from `at` to the period's end, as pending invoice items.

    Flexible billing: the credit is a share of the amount originally debited, kept in `_debits`.
    """
    made: list[Json] = []
    for change in changes:
        if _same(change):
            continue
        made += _credit(world, subscription, change.before, at)
        made += _debit(world, subscription, change.after, at)
    return made


def _same(change: Change) -> bool:
    before, after = change.before or {}, change.after or {}
    return all(before.get(name) == after.get(name) for name in ("price", "quantity"))


def _credit(world: World, subscription: Json, item: Json | None, at: int) -> list[Json]:
    debit = subscription["_debits"].pop(item["id"], None) if item else None
    if item is None or debit is None or debit["amount"] == 0:
        return []
    amount = -amounts.prorated(debit["amount"], at, debit["start"], debit["end"])
    words = f"Unused time on {debit['quantity']} × {_name(world, debit['price'])} after {amounts.day(at)}"
    credited = (
        {"invoice": debit["invoice"], "invoice_line_items": [debit["line"]]} if debit["invoice"] else None
    )
    return [
        _item(
            world,
            subscription,
            item,
            amount,
            words,
            debit["price"],
            debit["quantity"],
            at,
            _credited=credited,
        )
    ]


def _debit(world: World, subscription: Json, item: Json | None, at: int) -> list[Json]:
    price = world.get("price", item["price"]) if item else None
    if item is None or price is None or price["recurring"]["usage_type"] == "metered":
        return []
    start, end = subscription["_period"]
    amount = amounts.prorated(amounts.of_price(price, item["quantity"]), at, start, end)
    each = amounts.words(price["unit_amount"] or 0, price["currency"])
    words = (
        f"Remaining time on {item['quantity']} × {_name(world, price['id'])}"
        f" (at {each} / {price['recurring']['interval']}) after {amounts.day(at)}"
    )
    subscription["_debits"][item["id"]] = {
        "amount": amount, "start": at, "end": end, "quantity": item["quantity"], "price": price["id"],
        "invoice": None, "line": None,
    }  # fmt: skip
    return [_item(world, subscription, item, amount, words, price["id"], item["quantity"], at)]


def _name(world: World, price_id: str) -> str:
    name: str = world.get("product", world.get("price", price_id)["product"])["name"]
    return name


def _item(
    world: World, subscription: Json, item: Json, amount: int, words: str, price_id: str, quantity: int,
    at: int,
    **more: Any,
) -> Json:  # fmt: skip
    return loose_item(
        world,
        customer=subscription["customer"],
        amount=amount,
        currency=subscription["currency"],
        description=words,
        period=(at, subscription["_period"][1]),
        quantity=quantity,
        price=world.get("price", price_id),
        item=item,
        **more,
    )


def remember_debits(subscription: Json, invoice: Json) -> None:
    """After invoicing: note on which line each item's debit stands, so that a credit can name it."""
    for line in invoice["lines"]["data"]:
        parent = (line["parent"] or {}).get("subscription_item_details")
        if not parent or line["amount"] < 0 or "_usage_of" in line:
            continue
        debit = subscription["_debits"].get(parent["subscription_item"])
        if debit and debit["invoice"] is None:
            debit.update(invoice=invoice["id"], line=line["id"])
