"""Carries a sign-up out, one step at a time; killed at any point, it goes on where it was."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.base.problems import Refusal
from infra.onboarding.order import Order, order_of
from infra.onboarding.steps import STEPS, Step
from tenants.directory import facade as directory

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(minutes=3)
AUTOMATIC_ATTEMPTS = 5
_OVER = ("done", "skipped")


def run_step(tenant_key: str, now: datetime, steps: Sequence[Step] = STEPS) -> bool:
    """Run the next step that is not over; True when there may be another to run at once.

    A failure is stored with its own words and stops the row until somebody or the sweep retries it.
    """
    order = order_of(tenant_key)
    step = _next(tenant_key, steps)
    if step is None:
        directory.change_state(tenant_key, "active", actor="system", now=now)
        return False
    if not step.needed(order):
        directory.mark_step(tenant_key, step.name, "skipped", now=now)
        return True
    if not directory.claim_step(tenant_key, step.name, now=now, stale_before=now - STALE_AFTER):
        return False
    return _run(step, order, now)


def stalled(now: datetime) -> list[str]:
    """The companies whose setting-up the sweep should go on with, oldest first."""
    waiting = directory.tenants_in_state("provisioning")
    return [tenant.key for tenant in waiting if resumable(tenant.key, now)]


def resumable(tenant_key: str, now: datetime) -> bool:
    """Whether the sweep should go on with this tenant: its task was lost, or a failure may pass by itself."""
    for step in directory.steps(tenant_key):
        if step.state in _OVER:
            continue
        waited = now - step.updated_at
        if step.state == "pending":
            return waited > timedelta(seconds=20)
        if step.state == "running":
            return waited > STALE_AFTER
        # A refusal has a reason only a person can remove; it is stored with its code.
        refused = bool(step.result and step.result.get("code"))
        wait = timedelta(seconds=10 * 2**step.attempts)
        return not refused and step.attempts < AUTOMATIC_ATTEMPTS and waited > wait
    return True


def _run(step: Step, order: Order, now: datetime) -> bool:
    try:
        step.run(order, now)
    except Refusal as refusal:
        result = {"code": refusal.code}
        directory.mark_step(
            order.tenant_key, step.name, "failed", now=now, error=refusal.detail, result=result
        )
        return False
    except Exception as error:
        log.exception("provisioning step failed", extra={"step": step.name, "tenant_key": order.tenant_key})
        text = str(error) or type(error).__name__
        directory.mark_step(order.tenant_key, step.name, "failed", now=now, error=text, result={})
        return False
    directory.mark_step(order.tenant_key, step.name, "done", now=now, result={})
    return True


def _next(tenant_key: str, steps: Sequence[Step]) -> Step | None:
    over = {step.name for step in directory.steps(tenant_key) if step.state in _OVER}
    return next((step for step in steps if step.name not in over), None)
