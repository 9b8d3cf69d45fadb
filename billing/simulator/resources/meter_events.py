"""/v1/billing/meter_events: usage, each identifier counted once."""

from decimal import Decimal, InvalidOperation

from billing.simulator.form import Params, group, integer, need, text
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

OLDEST_S, NEWEST_S = 35 * 86_400, 5 * 60


@route("POST", "/v1/billing/meter_events", "event_name identifier payload timestamp")
def create(world: World, params: Params) -> Json:
    """Record usage; a second event with the same identifier is refused and not counted."""
    name = need(params, "event_name")
    meter = _meter(world, name)
    payload = {key: str(value) for key, value in group(params, "payload").items()}
    customer = payload.get(meter["customer_mapping"]["event_payload_key"])
    if customer is None:
        raise bad(
            "The event payload has no customer mapping key.", "payload", "meter_event_no_customer_defined"
        )
    known = world.find("customer", customer)
    if known is None:
        raise bad(f"No such customer: '{customer}'", "payload", "meter_event_customer_not_found")
    value = _value(payload.get(meter["value_settings"]["event_payload_key"]), meter)
    now = world.now(known)
    at = integer(params, "timestamp", now) or now
    if not now - OLDEST_S <= at <= now + NEWEST_S:
        raise bad(
            "The timestamp must be within the past 35 days or up to 5 minutes in the future.", "timestamp"
        )
    identifier = text(params, "identifier") or world.new_id("mte")
    _count_once(world, identifier, (name, customer, at, value, now))
    return {
        "object": "billing.meter_event",
        "created": now,
        "event_name": name,
        "identifier": identifier,
        "livemode": False,
        "payload": payload,
        "timestamp": at,
    }


def _meter(world: World, name: str) -> Json:
    for meter in world.store.of_kind("billing.meter"):
        if meter["event_name"] == name and meter["status"] == "active":
            return meter
    raise bad(f"No active meter found for the event name {name}.", "event_name", "no_meter")


def _value(raw: str | None, meter: Json) -> Decimal:
    if raw is None and meter["default_aggregation"]["formula"] == "count":
        return Decimal(1)
    try:
        value = Decimal(raw or "")
    except InvalidOperation:
        raise bad(f"Invalid value in the payload: {raw}", "payload", "meter_event_invalid_value") from None
    if not value.is_finite():
        raise bad(f"Invalid value in the payload: {raw}", "payload", "meter_event_invalid_value")
    return value


def _count_once(world: World, identifier: str, row: tuple[str, str, int, Decimal, int]) -> None:
    name, customer, at, value, now = row
    done = world.store.db.execute(
        "INSERT OR IGNORE INTO meter_events (identifier, event_name, customer, at, value, created)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (identifier, name, customer, at, str(value), now),
    )
    if done.rowcount == 0:
        raise bad(
            f"An event already exists with identifier {identifier}.", "identifier", "duplicate_meter_event"
        )
