"""/v1/invoices."""

from billing.simulator.expand import INCLUDABLE
from billing.simulator.form import Params, boolean, integer, merged_metadata, need, text
from billing.simulator.ledger import invoices, lines, loose_items, payments, preview
from billing.simulator.ledger.cards import attach
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import VIEWS, World

_FIELDS = "auto_advance collection_method days_until_due default_payment_method description metadata"
_SHOWN = 10


def view(world: World, invoice: Json) -> Json:
    """The invoice with the first ten lines."""
    every = [_bare(one) for one in invoice["lines"]["data"]]
    held = {**invoice["lines"], "data": every[:_SHOWN], "has_more": len(every) > _SHOWN}
    return {**invoice, "lines": held}


def _bare(line: Json) -> Json:
    return {name: value for name, value in line.items() if not name.startswith("_")}


def _payments(world: World, shown: Json) -> Json:
    found = [one for one in world.store.of_kind("invoice_payment") if one["invoice"] == shown["id"]]
    return {
        "object": "list",
        "data": found,
        "has_more": False,
        "url": f"/v1/invoice_payments?invoice={shown['id']}",
    }


def _secret(world: World, shown: Json) -> Json | None:
    intent = world.find("payment_intent", world.get("invoice", shown["id"]).get("_intent"))
    return {"client_secret": intent["client_secret"], "type": "payment_intent"} if intent else None


VIEWS["invoice"] = view
INCLUDABLE["invoice", "payments"] = _payments
INCLUDABLE["invoice", "confirmation_secret"] = _secret


@route("POST", "/v1/invoices", f"{_FIELDS} currency customer pending_invoice_items_behavior subscription")
def create(world: World, params: Params) -> Json:
    """A draft by hand, empty or with what waits for the customer."""
    customer = world.get("customer", need(params, "customer"), "customer")
    subscription = world.get("subscription", params["subscription"]) if text(params, "subscription") else None
    waiting: list[Json] = []
    if params.get("pending_invoice_items_behavior") == "include":
        waiting = loose_items.pending(world, customer["id"], subscription["id"] if subscription else None)
    currency = waiting[0]["currency"] if waiting else text(params, "currency") or "usd"
    invoice = invoices.draft(
        world,
        customer_id=customer["id"],
        lines=[lines.loose_line(world, item) for item in waiting],
        reason="manual",
        currency=currency,
        subscription=subscription,
    )
    _apply(world, invoice, params)
    return world.view(world.save(invoice))


def _apply(world: World, invoice: Json, params: Params) -> None:
    invoice["metadata"] = merged_metadata(invoice["metadata"], params)
    invoice["description"] = text(params, "description") or invoice["description"]
    invoice["collection_method"] = text(params, "collection_method") or invoice["collection_method"]
    days = integer(params, "days_until_due")
    if days is not None:
        invoice["due_date"] = invoice["created"] + days * 86_400
    if text(params, "default_payment_method"):
        bound = attach(world, params["default_payment_method"], invoice["customer"])
        invoice["default_payment_method"] = bound["id"]
    if "auto_advance" in params:
        wanted = boolean(params, "auto_advance")
        due = (
            world.now_of(invoice["customer"]) + invoices.GRACE_S
            if wanted and invoice["status"] == "draft"
            else None
        )
        invoice.update(auto_advance=wanted, automatically_finalizes_at=due)


@route(
    "POST", "/v1/invoices/create_preview", "customer subscription subscription_details currency preview_mode"
)
def create_preview(world: World, params: Params) -> Json:
    """What would be invoiced."""
    return preview.preview(world, params)


@route("GET", "/v1/invoices", f"{PAGING} customer status subscription collection_method")
def every(world: World, params: Params) -> Json:
    """List invoices."""
    found = world.store.of_kind("invoice", text(params, "customer"))
    if text(params, "status"):
        found = [one for one in found if one["status"] == params["status"]]
    if text(params, "subscription"):
        found = [one for one in found if _subscription(one) == params["subscription"]]
    return listed(world, params, "/v1/invoices", found)


def _subscription(invoice: Json) -> str | None:
    details = (invoice["parent"] or {}).get("subscription_details")
    return details["subscription"] if details else None


@route("GET", "/v1/invoices/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One invoice."""
    return world.view(world.get("invoice", identifier))


@route("GET", "/v1/invoices/{}/lines", PAGING)
def invoice_lines(world: World, params: Params, identifier: str) -> Json:
    """All lines of one invoice."""
    found = world.get("invoice", identifier)["lines"]["data"]
    return listed(world, params, f"/v1/invoices/{identifier}/lines", found)


@route("POST", "/v1/invoices/{}", _FIELDS)
def update(world: World, params: Params, identifier: str) -> Json:
    """Change a draft, or the words on a later one."""
    invoice = world.get("invoice", identifier)
    before = world.view(world.get("invoice", identifier))
    _apply(world, invoice, params)
    world.save(invoice)
    previous = {name: value for name, value in before.items() if world.view(invoice)[name] != value}
    if previous:
        world.emit("invoice.updated", invoice, previous)
    return world.view(invoice)


@route("DELETE", "/v1/invoices/{}")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Delete a draft made by hand."""
    invoice = world.get("invoice", identifier)
    if invoice["status"] != "draft" or invoice["parent"]:
        raise bad("You can only delete draft invoices that were made by hand.")
    for item in world.store.of_kind("invoiceitem", invoice["customer"]):
        if item["invoice"] == identifier:
            world.update(item, None, invoice=None)
    world.emit("invoice.deleted", invoice)
    world.store.drop(identifier)
    return {"id": identifier, "object": "invoice", "deleted": True}


@route("POST", "/v1/invoices/{}/finalize", "auto_advance")
def finalize(world: World, params: Params, identifier: str) -> Json:
    """Draft to open."""
    return world.view(invoices.finalize(world, world.get("invoice", identifier)))


@route("POST", "/v1/invoices/{}/pay", "off_session paid_out_of_band payment_method")
def pay(world: World, params: Params, identifier: str) -> Json:
    """Charge an open invoice now."""
    invoice = world.get("invoice", identifier)
    if invoice["status"] == "draft":
        invoices.finalize(world, invoice)
    if boolean(params, "paid_out_of_band"):
        return world.view(payments.settle(world, invoice, out_of_band=True))
    method = text(params, "payment_method")
    bound = attach(world, method, invoice["customer"])["id"] if method else None
    return world.view(payments.attempt(world, invoice, bound))


@route("POST", "/v1/invoices/{}/void")
def void(world: World, params: Params, identifier: str) -> Json:
    """Open to void."""
    return world.view(invoices.void(world, world.get("invoice", identifier)))


@route("POST", "/v1/invoices/{}/mark_uncollectible")
def mark_uncollectible(world: World, params: Params, identifier: str) -> Json:
    """Open to uncollectible."""
    invoice = world.get("invoice", identifier)
    if invoice["status"] != "open":
        raise bad("You can only mark an open invoice as uncollectible.")
    invoice["status_transitions"]["marked_uncollectible_at"] = world.now_of(invoice["customer"])
    world.update(invoice, None, status="uncollectible", auto_advance=False, next_payment_attempt=None)
    world.emit("invoice.marked_uncollectible", invoice)
    return world.view(invoice)
