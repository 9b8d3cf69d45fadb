"""Celery tasks of onboarding."""

from celery import shared_task

from infra.kit import clock
from infra.onboarding.services.run_step import run_step, stalled


@shared_task
def provision(tenant_key: str) -> None:
    """Run one step of the setting-up, then start the next."""
    if run_step(tenant_key, clock.now()):
        provision.delay(tenant_key)


@shared_task
def sweep_provisioning() -> None:
    """Every half minute: go on with companies whose task was lost or whose failure may pass by itself."""
    for tenant_key in stalled(clock.now()):
        provision.delay(tenant_key)
