"""Billing's only door for other apps."""

from datetime import datetime

from billing.selectors import Seats, seats
from billing.services import open_account as opening
from billing.services import order_seats as ordering
from billing.services.accounts import NoAccount

__all__ = ["NoAccount", "Seats", "open_account", "order_seats", "seats"]


def open_account(key: str, company: str, email: str, now: datetime) -> None:
    """Make a company a customer with a trial plan; repeatable. Call it outside in_tenant."""
    opening.open_account(key, company, email, now)


def order_seats(key: str, seats: int, *, actor: str, now: datetime) -> None:
    """Have at least `seats` seats; repeatable. Raises Refusal with the reason. Call it outside in_tenant."""
    ordering.order_seats(key, seats, actor=actor, now=now)
