"""/v1/billing/meters."""

from billing.simulator.form import Params, group, integer, need, one_of, text
from billing.simulator.ledger.lines import usage
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World


@route(
    "POST",
    "/v1/billing/meters",
    "customer_mapping default_aggregation display_name event_name event_time_window value_settings",
)
def create(world: World, params: Params) -> Json:
    """Create a meter."""
    name = need(params, "event_name")
    if any(
        one["event_name"] == name and one["status"] == "active"
        for one in world.store.of_kind("billing.meter")
    ):
        raise bad(f"An active meter already uses the event name {name}.", "event_name")
    now = world.clock.now()
    mapping, settings = group(params, "customer_mapping"), group(params, "value_settings")
    meter = {
        "id": world.new_id("mtr"),
        "object": "billing.meter",
        "created": now,
        "customer_mapping": {
            "event_payload_key": text(mapping, "event_payload_key") or "stripe_customer_id", "type": "by_id"
        },
        "default_aggregation": {
            "formula": one_of(
                group(params, "default_aggregation"), "formula", ("sum", "count", "last"), "sum"
            )
        },
        "display_name": need(params, "display_name"),
        "event_name": name,
        "event_time_window": text(params, "event_time_window"),
        "livemode": False,
        "status": "active",
        "status_transitions": {"deactivated_at": None},
        "updated": now,
        "value_settings": {"event_payload_key": text(settings, "event_payload_key") or "value"},
    }  # fmt: skip
    return world.create(meter, "billing.meter.created")


@route("GET", "/v1/billing/meters", f"{PAGING} status")
def every(world: World, params: Params) -> Json:
    """List meters."""
    found = [
        one for one in world.store.of_kind("billing.meter") if params.get("status") in (None, one["status"])
    ]
    return listed(world, params, "/v1/billing/meters", found)


@route("GET", "/v1/billing/meters/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One meter."""
    return world.get("billing.meter", identifier)


@route("POST", "/v1/billing/meters/{}", "display_name")
def update(world: World, params: Params, identifier: str) -> Json:
    """Rename a meter."""
    meter = world.get("billing.meter", identifier)
    changes = {"display_name": text(params, "display_name") or meter["display_name"]}
    return world.update(meter, "billing.meter.updated", **changes, updated=world.clock.now())


@route("POST", "/v1/billing/meters/{}/deactivate")
def deactivate(world: World, params: Params, identifier: str) -> Json:
    """Take no more events."""
    meter = world.get("billing.meter", identifier)
    now = world.clock.now()
    world.update(meter, None, status="inactive", status_transitions={"deactivated_at": now}, updated=now)
    world.emit("billing.meter.deactivated", meter)
    return meter


@route("POST", "/v1/billing/meters/{}/reactivate")
def reactivate(world: World, params: Params, identifier: str) -> Json:
    """Take events again."""
    meter = world.get("billing.meter", identifier)
    world.update(meter, None, status="active", status_transitions={"deactivated_at": None})
    world.emit("billing.meter.reactivated", meter)
    return meter


@route(
    "GET",
    "/v1/billing/meters/{}/event_summaries",
    f"{PAGING} customer start_time end_time value_grouping_window",
)
def summaries(world: World, params: Params, identifier: str) -> Json:
    """One customer's aggregate over a span of time."""
    meter = world.get("billing.meter", identifier)
    start, end = integer(params, "start_time"), integer(params, "end_time")
    if start is None or end is None:
        raise bad("Missing required param: start_time and end_time.", "start_time", "parameter_missing")
    value = usage(world, {"recurring": {"meter": identifier}}, need(params, "customer"), (start, end))
    summary = {
        "id": world.new_id("mtrusg"),
        "object": "billing.meter_event_summary",
        "aggregated_value": int(value) if value == int(value) else float(value),
        "end_time": end,
        "livemode": False,
        "meter": meter["id"],
        "start_time": start,
    }
    return listed(world, params, f"/v1/billing/meters/{identifier}/event_summaries", [summary])
