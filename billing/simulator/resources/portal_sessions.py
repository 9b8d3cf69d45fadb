"""/v1/billing_portal/sessions."""

from billing.simulator.form import Params, need, text
from billing.simulator.registry import route
from billing.simulator.resources import portal_configurations
from billing.simulator.store import Json
from billing.simulator.world import World


@route("POST", "/v1/billing_portal/sessions", "configuration customer locale on_behalf_of return_url")
def create(world: World, params: Params) -> Json:
    """A short-lived link to the portal page."""
    customer = world.get("customer", need(params, "customer"), "customer")
    named = text(params, "configuration")
    configuration = (
        world.get(portal_configurations.KIND, named, "configuration")
        if named
        else portal_configurations.default(world)
    )
    identifier = world.new_id("bps")
    session = {
        "id": identifier,
        "object": "billing_portal.session",
        "configuration": configuration["id"],
        "created": world.clock.now(),
        "customer": customer["id"],
        "customer_account": None,
        "flow": None,
        "livemode": False,
        "locale": text(params, "locale"),
        "on_behalf_of": None,
        "return_url": text(params, "return_url") or configuration["default_return_url"],
        "url": f"{world.base_url}/p/session/{identifier}",
    }
    return world.create(session, "billing_portal.session.created")
