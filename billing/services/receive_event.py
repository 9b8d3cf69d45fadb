"""Takes a notice of the payment provider: checked, stored once, worked later."""

from datetime import datetime

from billing.models import BillingAccount
from billing.services.provider import provider
from billing.services.work_event import SOURCE
from infra.base import inbox


def receive_event(*, body: bytes, signature: str, path: str, now: datetime) -> bool:
    """Store a signed notice; True when it is new. Raises BadSignature, and then nothing is stored.

    Only references are kept: what is true is read again when the notice is worked.
    """
    notice = provider.notice_facts(body, signature)
    account = BillingAccount.objects.filter(customer_ref=notice.customer).first() if notice.customer else None
    _, is_new = inbox.receive(
        source=SOURCE,
        key=notice.reference,
        tenant_key=account.tenant_key if account else None,
        path=path,
        params={"kind": notice.kind, "subject": notice.subject, "customer": notice.customer},
        now=now,
    )
    return is_new
