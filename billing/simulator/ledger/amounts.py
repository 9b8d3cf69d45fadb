"""Amounts in minor units, rounded half away from zero."""

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from billing.simulator.store import Json


def rounded(amount: Decimal) -> int:
    """A whole number of minor units."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def of_price(price: Json, quantity: Decimal | int) -> int:
    """What `quantity` of a price costs."""
    return rounded(Decimal(price["unit_amount_decimal"]) * Decimal(quantity))


def prorated(amount: int, at: int, start: int, end: int) -> int:
    """The part of `amount`, owed for [start, end), that falls on [at, end), to the second."""
    return rounded(Decimal(amount) * Decimal(end - at) / Decimal(end - start))


def words(amount: int | Decimal, currency: str) -> str:
    """`$25.00`, or `25.00 EUR` where there is no sign for it."""
    value = Decimal(amount) / 100
    figure = f"{abs(value):,.2f}"
    sign = "-" if value < 0 else ""
    symbol = {"usd": "$", "eur": "€", "gbp": "£"}.get(currency)
    return f"{sign}{symbol}{figure}" if symbol else f"{sign}{figure} {currency.upper()}"


def day(at: int) -> str:
    """`15 Jan 2026`, in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%d %b %Y").lstrip("0")
