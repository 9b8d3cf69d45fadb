"""Celery tasks of billing."""

from celery import shared_task

from billing.services.collect_usage import collect_usage
from billing.services.resend_usage import resend_usage
from infra.kit import clock
from tenants.directory.context import each_tenant


@shared_task
def sweep_usage() -> None:
    """Every minute: one task a tenant takes over the minutes of its ended calls."""
    for tenant_key in each_tenant():
        collect_tenant_usage.delay(tenant_key)


@shared_task
def collect_tenant_usage(tenant_key: str) -> None:
    """Take over one tenant's minutes; enters the tenant by itself, since the ledger lies outside."""
    collect_usage(tenant_key=tenant_key, now=clock.now())


@shared_task
def sweep_unsent_usage() -> None:
    """Every quarter of an hour: report again what could not be reported."""
    resend_usage(clock.now())
