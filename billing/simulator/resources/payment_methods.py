"""/v1/payment_methods."""

from billing.simulator.form import Params, group, integer, merged_metadata, need, one_of, text
from billing.simulator.ledger import cards
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad, missing
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World


@route("POST", "/v1/payment_methods", "type card billing_details metadata allow_redisplay")
def create(world: World, params: Params) -> Json:
    """Make a payment method of a test card number or of `tok_…`."""
    one_of(params, "type", ("card",), "card")
    given = group(params, "card")
    token = text(given, "token")
    card = (
        cards.BY_TOKEN.get((token or "").removeprefix("tok_"))
        if token
        else cards.known(need(given, "number"))
    )
    if card is None:
        raise missing("token", token or "", "card[token]")
    method = cards.make_method(
        world,
        card,
        exp_month=integer(given, "exp_month", 12) or 12,
        exp_year=integer(given, "exp_year", 2034) or 2034,
        name=text(group(params, "billing_details"), "name"),
    )
    method["metadata"] = merged_metadata({}, params)
    return world.view(world.save(method))


@route("GET", "/v1/payment_methods", f"{PAGING} customer type")
def every(world: World, params: Params) -> Json:
    """List a customer's payment methods."""
    found = world.store.of_kind("payment_method", text(params, "customer"))
    kept = [one for one in found if one["customer"] and params.get("type") in (None, one["type"])]
    return listed(world, params, "/v1/payment_methods", kept)


@route("GET", "/v1/payment_methods/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One payment method."""
    return world.view(cards.resolve(world, identifier))


@route("POST", "/v1/payment_methods/{}", "billing_details metadata card")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change metadata, the holder's details or the expiry."""
    method = world.get("payment_method", identifier)
    given = group(params, "card")
    card = {
        **method["card"],
        "exp_month": integer(given, "exp_month", method["card"]["exp_month"]),
        "exp_year": integer(given, "exp_year", method["card"]["exp_year"]),
    }
    details = {**method["billing_details"], **group(params, "billing_details")}
    changes = {
        "card": card,
        "billing_details": details,
        "metadata": merged_metadata(method["metadata"], params),
    }
    return world.view(world.update(method, "payment_method.updated", **changes))


@route("POST", "/v1/payment_methods/{}/attach", "customer")
def attach(world: World, params: Params, identifier: str) -> Json:
    """Bind to a customer."""
    return world.view(cards.attach(world, identifier, need(params, "customer")))


@route("POST", "/v1/payment_methods/{}/detach")
def detach(world: World, params: Params, identifier: str) -> Json:
    """Take from its customer, for good."""
    method = world.get("payment_method", identifier)
    if not method["customer"]:
        raise bad(
            "The payment method you provided is not attached to a customer so detachment is impossible."
        )
    customer = world.get("customer", method["customer"])
    settings = customer["invoice_settings"]
    if settings["default_payment_method"] == identifier:
        world.update(
            customer, "customer.updated", invoice_settings={**settings, "default_payment_method": None}
        )
    before = {"customer": method["customer"]}
    method["customer"] = None
    world.save(method)
    world.emit("payment_method.detached", method, before)
    return world.view(method)
