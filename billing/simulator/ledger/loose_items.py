"""Invoice items that wait for an invoice, above all prorations."""

from typing import Any

from billing.simulator.ledger.lines import pricing
from billing.simulator.store import Json
from billing.simulator.world import World


def loose_item(
    world: World,
    *,
    customer: str,
    amount: int,
    currency: str,
    description: str | None,
    period: tuple[int, int],
    quantity: int = 1,
    price: Json | None = None,
    item: Json | None = None,
    subscription: str | None = None,
    **more: Any,
) -> Json:
    """Create one pending invoice item; with `item` it is a proration of that subscription item."""
    owner: Json | None = None
    if item is not None:
        owner = {"subscription": item["subscription"], "subscription_item": item["id"]}
    elif subscription:
        owner = {"subscription": subscription}
    unit = {"type": "price_details", "unit_amount_decimal": str(amount)}
    made: Json = {
        "id": world.new_id("ii"),
        "object": "invoiceitem",
        "amount": amount,
        "currency": currency,
        "customer": customer,
        "customer_account": None,
        "date": world.now_of(customer),
        "description": description,
        "discountable": item is None,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "net_amount": amount,
        "parent": {"type": "subscription_details", "subscription_details": owner} if owner else None,
        "period": {"start": period[0], "end": period[1]},
        "pricing": pricing(price) if price else unit,
        "proration": item is not None,
        "quantity": quantity,
        "quantity_decimal": str(quantity),
        "tax_rates": [],
        "test_clock": world.get("customer", customer)["test_clock"],
        "_owner": item,
        **more,
    }
    return world.create(made, "invoiceitem.created")


def pending(world: World, customer: str, subscription: str | None, *, exactly: bool = False) -> list[Json]:
    """Items no invoice has taken, oldest first: the subscription's, and the unbound unless `exactly`."""
    found = []
    for item in reversed(world.store.of_kind("invoiceitem", customer)):
        details = (item["parent"] or {}).get("subscription_details") or {}
        owner = details.get("subscription")
        if item["invoice"] is None and (owner == subscription or (owner is None and not exactly)):
            found.append(item)
    return found
