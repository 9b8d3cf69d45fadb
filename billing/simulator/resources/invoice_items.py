"""/v1/invoiceitems."""

from billing.simulator.form import Params, group, integer, merged_metadata, need, text
from billing.simulator.ledger import invoices, lines
from billing.simulator.ledger.amounts import of_price
from billing.simulator.ledger.loose_items import loose_item
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

_CREATE = (
    "amount currency customer description invoice metadata period pricing quantity subscription discountable"
)


@route("POST", "/v1/invoiceitems", _CREATE)
def create(world: World, params: Params) -> Json:
    """A loose item for the next invoice, or for a named draft."""
    customer = need(params, "customer")
    price_id = text(group(params, "pricing"), "price")
    price = world.get("price", price_id, "pricing[price]") if price_id else None
    quantity = integer(params, "quantity", 1) or 1
    amount = of_price(price, quantity) if price else integer(params, "amount")
    if amount is None:
        raise bad("Missing required param: amount.", "amount", "parameter_missing")
    now = world.now_of(customer)
    span = group(params, "period")
    item = loose_item(
        world,
        customer=customer,
        amount=amount,
        currency=price["currency"] if price else need(params, "currency").lower(),
        description=text(params, "description"),
        period=(integer(span, "start", now) or now, integer(span, "end", now) or now),
        quantity=quantity,
        price=price,
        subscription=text(params, "subscription"),
        metadata=merged_metadata({}, params),
    )
    if text(params, "invoice"):
        _put_on(world, item, world.get("invoice", params["invoice"], "invoice"))
    return world.view(item)


def _put_on(world: World, item: Json, invoice: Json) -> None:
    if invoice["status"] != "draft":
        raise bad("You can only add items to a draft invoice.", "invoice")
    world.update(item, None, invoice=invoice["id"])
    invoices.fill(world, invoice, [*invoice["lines"]["data"], lines.loose_line(world, item)])
    world.save(invoice)
    world.emit("invoice.updated", invoice, {"lines": {}})


@route("GET", "/v1/invoiceitems", f"{PAGING} customer invoice pending")
def every(world: World, params: Params) -> Json:
    """List invoice items."""
    found = world.store.of_kind("invoiceitem", text(params, "customer"))
    if "pending" in params:
        wanted = params["pending"] == "true"
        found = [one for one in found if (one["invoice"] is None) == wanted]
    kept = [one for one in found if params.get("invoice") in (None, one["invoice"])]
    return listed(world, params, "/v1/invoiceitems", kept)


@route("GET", "/v1/invoiceitems/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One invoice item."""
    return world.view(world.get("invoiceitem", identifier))


@route("DELETE", "/v1/invoiceitems/{}")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Remove an item no invoice has taken."""
    item = world.get("invoiceitem", identifier)
    if item["invoice"]:
        raise bad("This invoice item is attached to an invoice and cannot be deleted here.")
    world.store.drop(identifier)
    world.emit("invoiceitem.deleted", item)
    return {"id": identifier, "object": "invoiceitem", "deleted": True}
