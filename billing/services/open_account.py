"""Makes a company a customer with a trial; running it again changes nothing."""

from datetime import datetime

from django.db import transaction

from billing.models import BillingAccount
from billing.services.provider import current_plan, provider
from billing.services.refresh import refresh, take_over


def open_account(tenant_key: str, company: str, email: str, now: datetime) -> BillingAccount:
    """Customer, prices and a trial plan without a card, each made only if it is missing."""
    plan = current_plan()
    BillingAccount.objects.bulk_create(
        [BillingAccount(tenant_key=tenant_key, company=company, email=email, opened_at=now)],
        ignore_conflicts=True,
    )
    with transaction.atomic():
        account = BillingAccount.objects.select_for_update().get(tenant_key=tenant_key)
        if account.plan_ref:
            return account
        _as_customer(account)
        prices = provider.ensure_prices(plan)
        account.seat_price_ref, account.minute_price_ref = prices.seat, prices.minute
        customer = provider.customer_facts(str(account.customer_ref), prices)
        started = customer.plan or provider.start_plan(
            customer=customer, prices=prices, plan=plan, tenant_key=tenant_key
        )
        take_over(account, started)
        return refresh(account, now=now)


def _as_customer(account: BillingAccount) -> None:
    if not account.customer_ref:
        account.customer_ref = provider.open_customer(
            tenant_key=account.tenant_key, company=account.company, email=account.email
        )
        account.save(update_fields=["customer_ref"])
