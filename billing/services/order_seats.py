"""Orders the seats a set-up needs."""

from datetime import datetime

from billing.models import BillingAccount
from billing.services.accounts import account_of
from billing.services.change_seats import change_seats


def order_seats(tenant_key: str, seats: int, *, actor: str, now: datetime) -> BillingAccount:
    """Have at least `seats` seats: fewer are raised at the price of this moment, more stay as they are.

    Raises NoAccount, SeatsRefused, CardRefused, ProviderAway.
    """
    account = account_of(tenant_key)
    if account.seats_ordered >= seats:
        return account
    return change_seats(tenant_key=tenant_key, seats=seats, pinned_at=now, actor=actor, now=now)
