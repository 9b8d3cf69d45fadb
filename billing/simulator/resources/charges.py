"""/v1/charges, read only."""

from billing.simulator.form import Params, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World


@route("GET", "/v1/charges", f"{PAGING} customer payment_intent")
def every(world: World, params: Params) -> Json:
    """List charges."""
    found = world.store.of_kind("charge", text(params, "customer"))
    kept = [one for one in found if params.get("payment_intent") in (None, one["payment_intent"])]
    return listed(world, params, "/v1/charges", kept)


@route("GET", "/v1/charges/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One charge."""
    return world.view(world.get("charge", identifier))
