"""Stripe's objects to our facts; values we do not know become UNKNOWN, never an error."""

from datetime import UTC, datetime
from decimal import Decimal

import stripe

from billing.engine.facts import InvoiceFacts, LineFacts, PlanFacts, Prices, Standing

_STANDINGS = {
    "trialing": Standing.TRIALING,
    "active": Standing.ACTIVE,
    "past_due": Standing.PAST_DUE,
    "paused": Standing.PAUSED,
    "incomplete": Standing.WAITING,
    "unpaid": Standing.UNPAID,
    "canceled": Standing.CANCELED,
    "incomplete_expired": Standing.CANCELED,
}


def moment(at: int) -> datetime:
    """Unix seconds as an aware moment."""
    return datetime.fromtimestamp(at, UTC)


def maybe_moment(at: int | None) -> datetime | None:
    """The same, where there may be none."""
    return None if at is None else moment(at)


def reference(value: object) -> str:
    """The id of an object that may or may not be expanded; empty for none."""
    return value if isinstance(value, str) else str(getattr(value, "id", "") or "")


def plan_facts(subscription: stripe.Subscription, prices: Prices) -> PlanFacts:
    """A subscription; the period is the seat item's, since subscriptions themselves have none any more."""
    items = subscription["items"].data
    seat = next((item for item in items if item.price.id == prices.seat), items[0])
    return PlanFacts(
        reference=subscription.id,
        standing=_STANDINGS.get(str(subscription.status), Standing.UNKNOWN),
        seat_item=seat.id,
        seats=int(getattr(seat, "quantity", 0) or 0),
        period_start=moment(seat.current_period_start),
        period_end=moment(seat.current_period_end),
        trial_ends_at=maybe_moment(subscription.trial_end),
        ends_at=maybe_moment(subscription.cancel_at),
    )


def invoice(found: stripe.Invoice, lines: list[stripe.InvoiceLineItem]) -> InvoiceFacts:
    """An invoice with all its lines."""
    return InvoiceFacts(
        reference=str(found.id),
        customer=reference(found.customer),
        number=found.number,
        status=str(found.status or "draft"),
        currency=found.currency,
        total=found.total,
        amount_due=found.amount_due,
        created_at=moment(found.created),
        period_start=min((moment(line.period.start) for line in lines), default=moment(found.period_start)),
        period_end=max((moment(line.period.end) for line in lines), default=moment(found.period_end)),
        page_url=str(getattr(found, "hosted_invoice_url", None) or ""),
        lines=tuple(_line(line) for line in lines),
    )


def _line(line: stripe.InvoiceLineItem) -> LineFacts:
    pricing = line.pricing
    details = getattr(pricing, "price_details", None) if pricing else None
    return LineFacts(
        description=line.description or "",
        quantity=int(line.quantity or 0),
        unit_amount=_whole(pricing.unit_amount_decimal if pricing else None),
        amount=line.amount,
        price=reference(details.price) if details else None,
        is_proration=_is_proration(line),
        period_start=moment(line.period.start),
        period_end=moment(line.period.end),
    )


def _is_proration(line: stripe.InvoiceLineItem) -> bool:
    parent = line.parent
    if parent is None:
        return False
    details = parent.subscription_item_details or parent.invoice_item_details
    return bool(details and details.proration)


def _whole(value: object) -> int | None:
    if value is None:
        return None
    exact = Decimal(str(value))
    return int(exact) if exact == exact.to_integral_value() else None
