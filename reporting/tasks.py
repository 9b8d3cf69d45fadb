"""Celery tasks of the reports; each makes one call into services/."""

from celery import shared_task

from infra.kit import clock
from reporting.services.refresh_intervals import refresh_intervals
from tenants.directory.context import TenantTask, each_tenant


@shared_task(name="reporting.refresh_tenant", base=TenantTask)
def refresh_tenant(tenant_key: str) -> int:
    """Bring one tenant's interval rows up to date; returns how many were written."""
    return refresh_intervals(now=clock.now())


@shared_task(name="reporting.refresh_all")
def refresh_all() -> int:
    """Start a refresh for every tenant; returns how many. A tenant that fails does not stop the others."""
    keys = list(each_tenant())
    for key in keys:
        refresh_tenant.delay(key)
    return len(keys)
