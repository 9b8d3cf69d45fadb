"""Refuses one person too many."""

from billing.engine.facts import Standing
from billing.models import BillingAccount
from billing.services.seat_rules import NoFreeSeat


def limit_seats(tenant_key: str, wanted: int) -> None:
    """Raise NoFreeSeat when `wanted` people are more than the seats ordered; no account, no limit.

    What was ordered counts, not what is paid until the period ends: nobody may lose a seat at the turn.
    """
    account = BillingAccount.objects.filter(tenant_key=tenant_key).exclude(plan_ref="").first()
    if account is None or wanted <= account.seats_ordered:
        return
    taken = "Your one seat is" if account.seats_ordered == 1 else f"All {account.seats_ordered} seats are"
    free = " Seats cost nothing until the trial ends." if account.status == Standing.TRIALING else ""
    raise NoFreeSeat(
        f"{taken} taken. Open “Billing”, raise the seats to {wanted}, then give this person a seat.{free}"
    )
