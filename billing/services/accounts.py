"""Finding and locking the account of a company."""

from billing.engine.facts import Prices, Standing
from billing.engine.seats import Seats
from billing.models import BillingAccount
from infra.base.problems import Refusal
from tenants.identity import facade as identity


class NoAccount(Refusal):
    """The company has no account yet: its setting-up has not come that far."""

    code = "no_billing_account"
    status = 404
    detail = "Billing is not set up yet. Finish the set-up of your company, then come back."


def account_of(tenant_key: str, *, lock: bool = False) -> BillingAccount:
    """The account with a plan; `lock` holds the row (inside a transaction). Raises NoAccount."""
    rows = BillingAccount.objects.select_for_update() if lock else BillingAccount.objects.all()
    account = rows.filter(tenant_key=tenant_key).exclude(plan_ref="").first()
    if account is None:
        raise NoAccount()
    return account


def prices_of(account: BillingAccount) -> Prices:
    """The prices this company's plan was made with."""
    return Prices(seat=account.seat_price_ref, minute=account.minute_price_ref)


def seats_of(account: BillingAccount) -> Seats:
    """The company's seats with the people on them now."""
    return Seats(
        ordered=account.seats_ordered,
        paid=account.seats_paid,
        assigned=identity.seats_taken(account.tenant_key),
        standing=Standing(account.status),
        has_card=account.has_card,
    )
