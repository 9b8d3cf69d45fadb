"""/v1/billing_portal/configurations: what a customer may do in the portal."""

from billing.simulator.form import Params, boolean, group, merged_metadata, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

KIND = "billing_portal.configuration"


def default(world: World) -> Json:
    """The configuration used when none is named, made on first use."""
    for one in world.store.of_kind(KIND):
        if one["is_default"]:
            return one
    return _make(world, {}, is_default=True)


def _make(world: World, params: Params, *, is_default: bool) -> Json:
    now = world.clock.now()
    profile = group(params, "business_profile")
    configuration = {
        "id": world.new_id("bpc"),
        "object": KIND,
        "active": True,
        "application": None,
        "business_profile": {
            name: text(profile, name) for name in ("headline", "privacy_policy_url", "terms_of_service_url")
        },
        "created": now,
        "default_return_url": text(params, "default_return_url"),
        "features": _features(group(params, "features")),
        "is_default": is_default,
        "livemode": False,
        "login_page": {"enabled": False, "url": None},
        "metadata": merged_metadata({}, params),
        "name": text(params, "name"),
        "updated": now,
    }
    return world.save(configuration)


def _features(given: Params) -> Json:
    def on(name: str, otherwise: bool) -> bool:
        return boolean(group(given, name), "enabled", otherwise)

    return {
        "customer_update": {"allowed_updates": ["email", "name"], "enabled": on("customer_update", False)},
        "invoice_history": {"enabled": on("invoice_history", True)},
        "payment_method_update": {
            "enabled": on("payment_method_update", True), "payment_method_configuration": None
        },
        "subscription_cancel": {
            "cancellation_reason": {"enabled": False, "feedback_options": None, "options": []},
            "enabled": on("subscription_cancel", True),
            "mode": "at_period_end",
            "proration_behavior": "none",
        },
        "subscription_pause": {"duration": {"interval_options": [], "type": "indefinite"}, "enabled": False},
        "subscription_update": {
            "billing_cycle_anchor": None,
            "default_allowed_updates": [],
            "enabled": False,
            "products": None,
            "proration_behavior": "none",
            "schedule_at_period_end": {"conditions": []},
            "trial_update_behavior": "continue_trial",
        },
    }  # fmt: skip


@route(
    "POST",
    "/v1/billing_portal/configurations",
    "business_profile default_return_url features login_page metadata name",
)
def create(world: World, params: Params) -> Json:
    """Create a configuration."""
    return _make(world, params, is_default=False)


@route("GET", "/v1/billing_portal/configurations", f"{PAGING} active is_default")
def every(world: World, params: Params) -> Json:
    """List configurations."""
    return listed(world, params, "/v1/billing_portal/configurations", world.store.of_kind(KIND))


@route("GET", "/v1/billing_portal/configurations/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One configuration."""
    return world.get(KIND, identifier)
