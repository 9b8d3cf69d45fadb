"""/v1/webhook_endpoints."""

from billing.simulator.form import Params, boolean, merged_metadata, need, rows, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import API_VERSION, World


@route("POST", "/v1/webhook_endpoints", "api_version description enabled_events metadata url connect")
def create(world: World, params: Params) -> Json:
    """Listen at a URL; the secret is shown this once."""
    wanted = rows(params, "enabled_events")
    if not wanted:
        raise bad("Missing required param: enabled_events.", "enabled_events", "parameter_missing")
    secret = world.new_id("whsec")
    endpoint = {
        "id": world.new_id("we"),
        "object": "webhook_endpoint",
        "api_version": text(params, "api_version") or API_VERSION,
        "application": None,
        "created": world.clock.now(),
        "description": text(params, "description"),
        "enabled_events": wanted,
        "livemode": False,
        "metadata": merged_metadata({}, params),
        "status": "enabled",
        "url": need(params, "url"),
        "_secret": secret,
    }
    return {**world.view(world.save(endpoint)), "secret": secret}


@route("GET", "/v1/webhook_endpoints", PAGING)
def every(world: World, params: Params) -> Json:
    """List endpoints."""
    return listed(world, params, "/v1/webhook_endpoints", world.store.of_kind("webhook_endpoint"))


@route("GET", "/v1/webhook_endpoints/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One endpoint."""
    return world.view(world.get("webhook_endpoint", identifier))


@route("POST", "/v1/webhook_endpoints/{}", "description disabled enabled_events metadata url")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change or switch off an endpoint."""
    endpoint = world.get("webhook_endpoint", identifier)
    changes: Json = {
        "url": text(params, "url") or endpoint["url"],
        "description": text(params, "description") or endpoint["description"],
        "enabled_events": rows(params, "enabled_events") or endpoint["enabled_events"],
        "metadata": merged_metadata(endpoint["metadata"], params),
    }
    if "disabled" in params:
        changes["status"] = "disabled" if boolean(params, "disabled") else "enabled"
    return world.view(world.update(endpoint, None, **changes))


@route("DELETE", "/v1/webhook_endpoints/{}")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Stop listening."""
    world.get("webhook_endpoint", identifier)
    world.store.drop(identifier)
    return {"id": identifier, "object": "webhook_endpoint", "deleted": True}
