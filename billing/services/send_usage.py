"""Reports one usage record to the payment provider; runs as an outbox command."""

from typing import Any

from billing.gateways.refusals import AlreadyCounted, ProviderAway
from billing.models import BillingAccount, UsageRecord
from billing.services.provider import provider
from infra.base import outbox
from infra.kit import clock

KIND = "billing.usage"
TRY_AGAIN_S = 300


def send_usage(tenant_key: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Report the record once; a repeat is harmless, since the provider counts each identifier once."""
    row = UsageRecord.objects.get(tenant_key=tenant_key, pk=payload["record"])
    account = BillingAccount.objects.get(tenant_key=tenant_key)
    try:
        provider.report_usage(
            customer=str(account.customer_ref),
            minutes=row.minutes,
            at=row.started_at,
            identifier=payload["identifier"],
        )
    except AlreadyCounted:
        return _sent(row)
    except ProviderAway as away:
        raise outbox.Retry(TRY_AGAIN_S, away.detail) from away
    return _sent(row)


def _sent(row: UsageRecord) -> dict[str, Any]:
    UsageRecord.objects.filter(pk=row.pk, sent_at=None).update(sent_at=clock.now())
    return {"minutes": row.minutes}
