"""Buys or gives back seats."""

from datetime import datetime

from django.db import transaction

from billing.engine.seats import Timing, preview_is_good, timing
from billing.models import BillingAccount
from billing.services.accounts import account_of, seats_of
from billing.services.mirror_invoices import mirror_newest
from billing.services.provider import provider
from billing.services.refresh import refresh
from billing.services.seat_rules import PreviewStale, check
from infra.base import audit


def change_seats(
    *, tenant_key: str, seats: int, pinned_at: datetime, actor: str, now: datetime
) -> BillingAccount:
    """Make the change whose preview was pinned at `pinned_at`.

    More seats are charged at once, exactly as shown, and only had if the card pays; fewer count from the next
    period and bring no credit, and until then they can be had back for nothing. Two people changing at once
    take turns. Raises SeatsRefused, PreviewStale, CardRefused, ProviderAway.
    """
    if not preview_is_good(pinned_at, now):
        raise PreviewStale()
    with transaction.atomic():
        account = account_of(tenant_key, lock=True)
        present = seats_of(account)
        check(seats, present)
        when = timing(seats, present)
        provider.change_seats(
            plan=account.plan_ref, item=account.seat_item_ref, seats=seats, timing=when, at=pinned_at
        )
        audit.record(
            tenant_key=tenant_key,
            actor=actor,
            action="billing.seats_changed",
            subject="plan",
            before={"seats": present.ordered},
            after={"seats": seats, "timing": str(when)},
            now=now,
        )
        refresh(account, now=now)
        if when is Timing.CHARGED_NOW:
            mirror_newest(account)
    return account
