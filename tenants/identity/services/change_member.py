"""Changes a member's role or seat, disables a member, or lets one back in."""

from datetime import datetime
from typing import Any

from django.db import transaction

from infra.base import audit
from infra.base.problems import NotFound
from tenants.identity import hooks
from tenants.identity.actor import Actor, Role
from tenants.identity.models import Membership
from tenants.identity.selectors import Member, member_of, seats_taken
from tenants.identity.services import tickets
from tenants.identity.services.roles import check_grant, check_not_last_owner


def change_member(
    *,
    membership_id: int,
    actor: Actor,
    now: datetime,
    role: str | None = None,
    is_agent: bool | None = None,
    disabled: bool | None = None,
) -> Member:
    """Apply what is not None. Raises NotFound, Forbidden, LastOwner or a seat refusal."""
    with transaction.atomic():
        row = _lock(membership_id, actor)
        before = _facts(row)
        if row.role == Role.OWNER and (disabled or role not in (None, Role.OWNER)):
            check_not_last_owner(row)
        _apply(row, role=role, is_agent=is_agent, disabled=disabled, actor=actor, now=now)
        if _sits(row) and not (before["is_agent"] and not before["disabled"]):
            hooks.check_seats(actor.tenant_key, seats_taken(actor.tenant_key) + 1)
        row.save()
        if row.disabled_at is not None:
            tickets.revoke(user_id=row.user_id, tenant_key=actor.tenant_key)
        audit.record(
            tenant_key=actor.tenant_key,
            actor=str(actor),
            action="member.changed",
            subject=f"user:{row.user_id}",
            before=before,
            after=_facts(row),
            now=now,
        )
        member = member_of(row)
        hooks.tell_changed(actor.tenant_key, member)
    return member


def _lock(membership_id: int, actor: Actor) -> Membership:
    rows = Membership.objects.select_related("user").select_for_update(of=("self",))
    row = rows.filter(pk=membership_id, tenant_id=actor.tenant_key).first()
    if row is None:
        raise NotFound()
    check_grant(actor, row.role)
    return row


def _apply(
    row: Membership,
    *,
    role: str | None,
    is_agent: bool | None,
    disabled: bool | None,
    actor: Actor,
    now: datetime,
) -> None:
    if role is not None:
        check_grant(actor, role)
        row.role = role
    if is_agent is not None:
        row.is_agent = is_agent
    if disabled is not None:
        row.disabled_at = (row.disabled_at or now) if disabled else None


def _sits(row: Membership) -> bool:
    return row.is_agent and row.disabled_at is None


def _facts(row: Membership) -> dict[str, Any]:
    return {"role": row.role, "is_agent": row.is_agent, "disabled": row.disabled_at is not None}
