"""/v1/payment_intents, read only: the stand-in charges through invoices."""

from billing.simulator.form import Params, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World


@route("GET", "/v1/payment_intents", f"{PAGING} customer")
def every(world: World, params: Params) -> Json:
    """List payment intents."""
    found = world.store.of_kind("payment_intent", text(params, "customer"))
    return listed(world, params, "/v1/payment_intents", found)


@route("GET", "/v1/payment_intents/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One payment intent."""
    return world.view(world.get("payment_intent", identifier))
