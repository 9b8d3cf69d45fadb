"""Celery tasks of telephony; each makes one call into services/."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from infra.kit import clock
from telephony.services.reconcile_calls import reconcile_calls
from tenants.directory.context import each_tenant


@shared_task(name="telephony.reconcile_all")
def reconcile_all() -> int:
    """Every minute: compare each tenant's open calls with the carrier's, in a task of its own."""
    keys = list(each_tenant())
    for key in keys:
        reconcile_tenant.delay(key)
    return len(keys)


@shared_task(name="telephony.reconcile_tenant")
def reconcile_tenant(tenant_key: str) -> int:
    """One tenant; enters it by itself, since the carrier is asked outside any transaction."""
    older_than = timedelta(seconds=settings.RECONCILE_EVERY_S)
    return reconcile_calls(tenant_key=tenant_key, older_than=older_than, now=clock.now())
