"""The record of how far the setting-up of a tenant has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from tenants.directory.models import ProvisioningStep

State = ProvisioningStep.State


@dataclass(frozen=True, slots=True)
class StepInfo:
    """`state` is pending, running, done, failed or skipped; `error` the words of the last failure."""

    name: str
    position: int
    state: str
    attempts: int
    error: str
    updated_at: datetime
    result: Any


def plan_steps(tenant_key: str, names: Sequence[str], now: datetime) -> None:
    """Write down the steps to come, in order; those already written stay as they are."""
    rows = [
        ProvisioningStep(tenant_id=tenant_key, name=name, position=position, updated_at=now)
        for position, name in enumerate(names)
    ]
    ProvisioningStep.objects.bulk_create(rows, ignore_conflicts=True)


def mark_step(
    tenant_key: str, name: str, state: str, *, now: datetime, error: str = "", result: Any = None
) -> None:
    """Set a step's state; `result` is kept only when given."""
    changes: dict[str, Any] = {"state": state, "error": error[:4000], "updated_at": now}
    if result is not None:
        changes["result"] = result
    ProvisioningStep.objects.filter(tenant_id=tenant_key, name=name).update(**changes)


def claim_step(tenant_key: str, name: str, *, now: datetime, stale_before: datetime) -> bool:
    """Take a step up, counting an attempt; False when it is done or somebody else works on it.

    A step that has been running since before `stale_before` lost its worker and may be taken.
    """
    takeable = Q(state__in=[State.PENDING, State.FAILED]) | Q(
        state=State.RUNNING, updated_at__lt=stale_before
    )
    rows = ProvisioningStep.objects.filter(takeable, tenant_id=tenant_key, name=name)
    changes = {"state": State.RUNNING, "updated_at": now, "attempts": F("attempts") + 1}
    return rows.update(**changes) > 0


def steps(tenant_key: str) -> list[StepInfo]:
    """All steps of a tenant in order."""
    rows = ProvisioningStep.objects.filter(tenant_id=tenant_key)
    return [
        StepInfo(
            name=row.name,
            position=row.position,
            state=row.state,
            attempts=row.attempts,
            error=row.error,
            updated_at=row.updated_at,
            result=row.result,
        )
        for row in rows
    ]
