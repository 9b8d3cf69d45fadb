"""/v1/events."""

import fnmatch

from billing.simulator.form import Params, rows, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World


@route("GET", "/v1/events", f"{PAGING} delivery_success type types")
def every(world: World, params: Params) -> Json:
    """List events; `type` may hold a `*`."""
    patterns = [str(one) for one in rows(params, "types")] or [text(params, "type") or "*"]
    found = [
        one
        for one in world.store.of_kind("event")
        if any(fnmatch.fnmatchcase(one["type"], pattern) for pattern in patterns)
    ]
    if "delivery_success" in params:
        wanted = params["delivery_success"] == "true"
        found = [one for one in found if (one["pending_webhooks"] == 0) == wanted]
    return listed(world, params, "/v1/events", found)


@route("GET", "/v1/events/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One event."""
    return world.get("event", identifier)
