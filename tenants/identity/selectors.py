"""Reads of people and memberships."""

from dataclasses import dataclass
from typing import Any

from tenants.identity.actor import Actor
from tenants.identity.models import Membership


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a company; `disabled` ones can no longer enter, those not `joined` not yet."""

    membership_id: int
    user_id: int
    name: str
    email: str
    role: str
    is_agent: bool
    disabled: bool
    joined: bool
    locale: str


def actor_for(user: Any, tenant_key: str) -> Actor | None:
    """Who `user` (of a request or socket) is here; None for strangers, invited and disabled members."""
    if not getattr(user, "is_authenticated", False):
        return None
    row = (
        Membership.objects.select_related("user")
        .filter(user_id=user.pk, tenant_id=tenant_key, disabled_at=None, user__is_active=True)
        .exclude(accepted_at=None)
        .first()
    )
    if row is None:
        return None
    return Actor(
        user_id=row.user_id, role=row.role, tenant_key=tenant_key, name=row.user.name, email=row.user.email
    )


def members(tenant_key: str, *, with_disabled: bool = False) -> list[Member]:
    """The people of a company by name; disabled ones only when asked for."""
    rows = Membership.objects.select_related("user").filter(tenant_id=tenant_key)
    if not with_disabled:
        rows = rows.filter(disabled_at=None)
    return [member_of(row) for row in rows.order_by("user__name", "id")]


def member_of(row: Membership) -> Member:
    """A membership row as plain data."""
    return Member(
        membership_id=row.pk,
        user_id=row.user_id,
        name=row.user.name,
        email=row.user.email,
        role=row.role,
        is_agent=row.is_agent,
        disabled=row.disabled_at is not None,
        joined=row.accepted_at is not None,
        locale=row.user.locale,
    )


def seats_taken(tenant_key: str) -> int:
    """How many members take calls, invited ones too: each occupies a seat."""
    return Membership.objects.filter(tenant_id=tenant_key, is_agent=True, disabled_at=None).count()
