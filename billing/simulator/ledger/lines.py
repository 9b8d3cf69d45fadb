"""Invoice lines: seats in advance, usage in arrears, prorations, loose items."""

from decimal import Decimal

from billing.simulator.ledger.amounts import of_price, words
from billing.simulator.store import Json
from billing.simulator.world import World


def line(
    world: World,
    *,
    amount: int,
    currency: str,
    description: str | None,
    period: tuple[int, int],
    quantity: int,
    price: Json | None,
    parent: Json | None,
    subscription: str | None,
    metadata: Json | None = None,
) -> Json:
    """One complete line, not yet on an invoice."""
    return {
        "id": world.new_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": currency,
        "description": description,
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": metadata or {},
        "parent": parent,
        "period": {"start": period[0], "end": period[1]},
        "pretax_credit_amounts": [],
        "pricing": pricing(price) if price else None,
        "quantity": quantity,
        "quantity_decimal": str(quantity),
        "subscription": subscription,
        "subtotal": amount,
        "taxes": [],
    }


def pricing(price: Json) -> Json:
    """The price as a line names it."""
    return {
        "type": "price_details",
        "price_details": {"price": price["id"], "product": price["product"]},
        "unit_amount_decimal": price["unit_amount_decimal"],
    }


def item_parent(item: Json, *, invoice_item: str | None = None, credited: Json | None = None) -> Json:
    """The parent of a line that comes from a subscription item; a proration when an invoice item is named."""
    return {
        "type": "subscription_item_details",
        "invoice_item_details": None,
        "subscription_item_details": {
            "invoice_item": invoice_item,
            "proration": invoice_item is not None,
            "proration_details": {"credited_items": credited},
            "subscription": item["subscription"],
            "subscription_item": item["id"],
        },
    }


def seats_line(
    world: World, item: Json, price: Json, period: tuple[int, int], *, trial: bool = False
) -> Json:
    """A licensed item for one period, in advance; free of charge in a trial."""
    product = world.get("product", price["product"])["name"]
    quantity = int(item["quantity"])
    each = words(Decimal(price["unit_amount_decimal"]), price["currency"])
    paid_words = f"{quantity} × {product} (at {each} / {price['recurring']['interval']})"
    return line(
        world,
        amount=0 if trial else of_price(price, quantity),
        currency=price["currency"],
        description=f"Trial period for {product}" if trial else paid_words,
        period=period,
        quantity=quantity,
        price=price,
        parent=item_parent(item),
        subscription=item["subscription"],
    )


def usage_line(world: World, item: Json, price: Json, customer: str, period: tuple[int, int]) -> Json:
    """A metered item for the usage inside one past period."""
    product = world.get("product", price["product"])["name"]
    used = usage(world, price, customer, period)
    each = words(Decimal(price["unit_amount_decimal"]), price["currency"])
    made = line(
        world,
        amount=of_price(price, used),
        currency=price["currency"],
        description=f"{used.normalize():f} × {product} (at {each} / {price['recurring']['interval']})",
        period=period,
        quantity=int(used),
        price=price,
        parent=item_parent(item),
        subscription=item["subscription"],
    )
    made["quantity_decimal"] = f"{used.normalize():f}"
    made["_usage_of"] = item["id"]
    return made


def usage(world: World, price: Json, customer: str, period: tuple[int, int]) -> Decimal:
    """The meter's aggregate for a customer over [start, end)."""
    meter = world.get("billing.meter", price["recurring"]["meter"])
    found = world.store.db.execute(
        "SELECT value FROM meter_events WHERE event_name = ? AND customer = ? AND at >= ? AND at < ?"
        " ORDER BY at, rowid",
        (meter["event_name"], customer, *period),
    )
    values = [Decimal(row[0]) for row in found]
    formula = meter["default_aggregation"]["formula"]
    if formula == "count":
        return Decimal(len(values))
    if formula == "last":
        return values[-1] if values else Decimal(0)
    return sum(values, Decimal(0))


def loose_line(world: World, item: Json) -> Json:
    """The line a pending invoice item becomes."""
    details = item["pricing"] and item["pricing"].get("price_details")
    price = world.find("price", details["price"]) if details else None
    made = line(
        world,
        amount=item["amount"],
        currency=item["currency"],
        description=item["description"],
        period=(item["period"]["start"], item["period"]["end"]),
        quantity=item["quantity"],
        price=price,
        parent=_loose_parent(world, item),
        subscription=_subscription_of(item),
        metadata=item["metadata"],
    )
    made["discountable"] = item["discountable"]
    made["_item"] = item["id"]
    return made


def _subscription_of(item: Json) -> str | None:
    details = (item["parent"] or {}).get("subscription_details")
    return details["subscription"] if details else None


def _loose_parent(world: World, item: Json) -> Json:
    details = (item["parent"] or {}).get("subscription_details") or {}
    owner = world.find("subscription_item", details.get("subscription_item"))
    if owner is None and item.get("_owner"):
        owner = item["_owner"]
    if item["proration"] and owner:
        return item_parent(owner, invoice_item=item["id"], credited=item.get("_credited"))
    return {
        "type": "invoice_item_details",
        "invoice_item_details": {
            "invoice_item": item["id"],
            "proration": item["proration"],
            "proration_details": {"credited_items": None},
            "subscription": _subscription_of(item),
        },
        "subscription_item_details": None,
    }
