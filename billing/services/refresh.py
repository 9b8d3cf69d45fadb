"""Makes an account what the payment provider says it is."""

from datetime import datetime

from billing.engine.facts import PlanFacts
from billing.engine.seats import paid_seats
from billing.models import BillingAccount
from billing.services.accounts import prices_of
from billing.services.provider import provider


def refresh(account: BillingAccount, *, now: datetime) -> BillingAccount:
    """Re-read customer and plan and save; the order in which notices came therefore does not matter."""
    facts = provider.customer_facts(str(account.customer_ref), prices_of(account))
    account.has_card = facts.has_card
    account.refreshed_at = now
    if facts.plan is not None:
        take_over(account, facts.plan)
    account.save()
    return account


def take_over(account: BillingAccount, plan: PlanFacts) -> None:
    """Copy the plan's facts; seats paid for stay usable until their period ends."""
    trial = plan.trial_ends_at is not None and plan.period_end == plan.trial_ends_at
    account.seats_paid = (
        plan.seats
        if trial
        else paid_seats(
            paid=account.seats_paid,
            paid_from=account.period_start,
            ordered=plan.seats,
            period_start=plan.period_start,
        )
    )
    account.plan_ref, account.seat_item_ref = plan.reference, plan.seat_item
    account.status, account.seats_ordered = str(plan.standing), plan.seats
    account.trial_ends_at, account.ends_at = plan.trial_ends_at, plan.ends_at
    account.period_start, account.period_end = plan.period_start, plan.period_end
