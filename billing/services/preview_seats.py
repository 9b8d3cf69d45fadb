"""Shows what a change of seats costs before it is made."""

from dataclasses import dataclass
from datetime import datetime

from billing.engine.facts import InvoiceFacts
from billing.engine.seats import Timing, timing
from billing.models import BillingAccount
from billing.services.accounts import account_of, seats_of
from billing.services.provider import provider
from billing.services.seat_rules import check


@dataclass(frozen=True, slots=True)
class SeatPreview:
    """`due_now` is charged on confirming, to the cent; `due_next` is the next invoice with usage so far."""

    seats: int
    timing: Timing
    effective_at: datetime
    due_now: int
    due_next: int
    currency: str
    pinned_at: datetime
    shown: InvoiceFacts


def preview_seats(*, tenant_key: str, seats: int, now: datetime) -> SeatPreview:
    """What `seats` would cost from this second on. Raises SeatsRefused, NoAccount, ProviderAway."""
    account = account_of(tenant_key)
    present = seats_of(account)
    check(seats, present)
    when = timing(seats, present)
    pinned = now.replace(microsecond=0)
    ahead = _preview(account, seats, Timing.FREE, pinned)
    at_once = _preview(account, seats, when, pinned) if when is Timing.CHARGED_NOW else None
    later = when is Timing.AT_PERIOD_END and account.period_end is not None
    return SeatPreview(
        seats=seats,
        timing=when,
        effective_at=account.period_end if later and account.period_end else now,
        due_now=at_once.amount_due if at_once else 0,
        due_next=ahead.amount_due,
        currency=ahead.currency,
        pinned_at=pinned,
        shown=at_once or ahead,
    )


def _preview(account: BillingAccount, seats: int, when: Timing, at: datetime) -> InvoiceFacts:
    return provider.preview_seats(
        plan=account.plan_ref, item=account.seat_item_ref, seats=seats, timing=when, at=at
    )
