"""Takes over the minutes of ended calls into the ledger, each leg once, and has them reported."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from billing.engine.minutes import EndedCall, Usage, identifier, usage_of
from billing.models import BillingAccount, UsageRecord
from billing.services.send_usage import KIND
from infra.base import outbox
from telephony import facade as telephony
from tenants.directory.context import in_tenant

LOOK_BACK = timedelta(days=3)
SETTLE = timedelta(minutes=2)

Reader = Callable[[datetime, datetime], Sequence[EndedCall]]


def collect_usage(*, tenant_key: str, now: datetime, read: Reader = telephony.billable_calls) -> int:
    """Record what is new among the calls of the last days; returns how many legs. No account, nothing."""
    account = BillingAccount.objects.filter(tenant_key=tenant_key).exclude(customer_ref=None).first()
    if account is None:
        return 0
    with in_tenant(tenant_key):
        calls = list(read(now - LOOK_BACK, now))
    found = usage_of(calls, settled_before=now - SETTLE)
    return sum(_record(account, usage, now) for usage in found)


def _record(account: BillingAccount, usage: Usage, now: datetime) -> bool:
    """Insert or ignore; only the one who inserted has it reported."""
    with transaction.atomic():
        row, is_new = UsageRecord.objects.get_or_create(
            tenant_key=account.tenant_key,
            carrier_sid=usage.carrier_sid,
            leg=usage.leg,
            defaults={
                "call_id": usage.call_id,
                "minutes": usage.minutes,
                "started_at": usage.started_at,
                "recorded_at": now,
            },
        )
        if is_new:
            name = identifier(account.tenant_key, usage.carrier_sid, usage.leg)
            row.command_id = outbox.enqueue(
                tenant_key=account.tenant_key,
                kind=KIND,
                payload={"record": row.pk, "identifier": name},
                key=f"usage:{usage.carrier_sid}:{usage.leg}",
                now=now,
            )
            row.save(update_fields=["command_id"])
    return is_new
