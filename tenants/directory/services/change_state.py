"""Moves a tenant between provisioning, active, suspended and closed."""

from datetime import datetime

from django.db import transaction

from infra.base import audit
from tenants.directory.models import Tenant

State = Tenant.State
_ALLOWED: dict[str, frozenset[str]] = {
    State.PROVISIONING: frozenset({State.ACTIVE, State.CLOSED}),
    State.ACTIVE: frozenset({State.SUSPENDED, State.CLOSED}),
    State.SUSPENDED: frozenset({State.ACTIVE, State.CLOSED}),
    State.CLOSED: frozenset(),
}


def change_state(tenant_key: str, state: str, *, actor: str, now: datetime) -> bool:
    """True when the state changed; False when it was so already or the move is not allowed."""
    with transaction.atomic():
        tenant = Tenant.objects.select_for_update().get(key=tenant_key)
        if state not in _ALLOWED[tenant.state]:
            return False
        before, tenant.state = tenant.state, state
        tenant.suspended_at = now if state == State.SUSPENDED else None
        tenant.save(update_fields=["state", "suspended_at"])
        audit.record(
            tenant_key=tenant_key,
            actor=actor,
            action="tenant.state",
            subject=tenant_key,
            before=before,
            after=state,
            now=now,
        )
    return True
