"""Works a stored notice by reading again what it is about; order and repeats do not matter."""

from datetime import datetime

from billing.engine.facts import Standing
from billing.models import BillingAccount
from billing.services.mirror_invoices import mirror
from billing.services.provider import provider
from billing.services.refresh import refresh
from infra.base import inbox
from infra.base.models import InboxEvent

SOURCE = "billing.notice"
CARD_ENTERED = "checkout.session.completed"
INVOICE = "invoice."
GONE = "invoice.deleted"


def work_event(event: InboxEvent, now: datetime) -> None:
    """Bring account and invoice up to date; raises Ignore for customers that are not ours."""
    customer = event.params["customer"]
    account = BillingAccount.objects.select_for_update().filter(customer_ref=customer).first()
    if not customer or account is None:
        raise inbox.Ignore()
    kind: str = event.params["kind"]
    if kind == CARD_ENTERED:
        _use_card(account, event, now)
    refresh(account, now=now)
    if kind.startswith(INVOICE) and kind != GONE:
        mirror(account, event.params["subject"])


def _use_card(account: BillingAccount, event: InboxEvent, now: datetime) -> None:
    """A new card is kept, and pays at once what was waiting for it."""
    if not provider.keep_card(session=event.params["subject"], customer=str(account.customer_ref)):
        return
    refresh(account, now=now)
    if account.status == Standing.PAUSED:
        provider.resume_plan(plan=account.plan_ref, key=f"resume:{event.key}")
    elif account.status in (Standing.PAST_DUE, Standing.WAITING, Standing.UNPAID):
        provider.pay_open_invoices(str(account.customer_ref), key=f"pay:{event.key}")
