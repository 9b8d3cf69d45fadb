"""The plan as products, prices and a meter, made once and found again by lookup key."""

import stripe

from billing.engine.facts import Prices
from billing.engine.plan import Plan
from billing.gateways.stripe.client import api, in_our_words

METER_EVENT = "seatline_call_minutes"


def ensure_prices(plan: Plan) -> Prices:
    """The plan's two prices, made if missing; a changed amount makes a new price under a new key."""
    seat_key = f"seatline_{plan.name.lower()}_seat_{plan.seat_price}_{plan.currency}"
    minute_key = f"seatline_{plan.name.lower()}_minute_{plan.minute_price}_{plan.currency}"
    with in_our_words():
        found = api().prices.list({"lookup_keys": [seat_key, minute_key], "active": True}).data
        by_key = {price.lookup_key: price.id for price in found}
        seat = by_key.get(seat_key) or _seat_price(plan, seat_key)
        minute = by_key.get(minute_key) or _minute_price(plan, minute_key)
    return Prices(seat=seat, minute=minute)


def _seat_price(plan: Plan, key: str) -> str:
    return _price(plan, key, f"{plan.name} seat", plan.seat_price, {"interval": "month"})


def _minute_price(plan: Plan, key: str) -> str:
    recurring: stripe.params.PriceCreateParamsRecurring = {
        "interval": "month",
        "usage_type": "metered",
        "meter": _meter(),
    }
    return _price(plan, key, "Call minute", plan.minute_price, recurring)


def _price(
    plan: Plan, key: str, name: str, amount: int, recurring: stripe.params.PriceCreateParamsRecurring
) -> str:
    return (
        api()
        .prices.create(
            {
                "currency": plan.currency,
                "unit_amount": amount,
                "lookup_key": key,
                "recurring": recurring,
                "product_data": {"name": name},
            },
            {"idempotency_key": f"price:{key}"},
        )
        .id
    )


def _meter() -> str:
    for meter in api().billing.meters.list({"status": "active", "limit": 100}).auto_paging_iter():
        if meter.event_name == METER_EVENT:
            return meter.id
    made = api().billing.meters.create(
        {
            "display_name": "Call minutes",
            "event_name": METER_EVENT,
            "default_aggregation": {"formula": "sum"},
            "customer_mapping": {"type": "by_id", "event_payload_key": "stripe_customer_id"},
            "value_settings": {"event_payload_key": "value"},
        },
        {"idempotency_key": f"meter:{METER_EVENT}"},
    )
    return made.id
