"""Who may give or take which role; a company is never left without an owner."""

from infra.base.problems import Forbidden, Refusal
from tenants.identity.actor import Actor, Role
from tenants.identity.models import Membership


class LastOwner(Refusal):
    """The change would leave the company without an owner."""

    code = "last_owner"
    detail = "This is the only owner. Make somebody else an owner first."


def check_grant(actor: Actor, role: str) -> None:
    """Owners give any role, administrators any but owner; raises Forbidden."""
    if not actor.may(Role.OWNER if role == Role.OWNER else Role.ADMIN):
        raise Forbidden("Only an owner can do this.")


def check_not_last_owner(row: Membership) -> None:
    """Raises LastOwner when no other active owner is left; locks the owners until the transaction ends."""
    owners = Membership.objects.select_for_update().filter(
        tenant_id=row.tenant_id, role=Role.OWNER, disabled_at=None, accepted_at__isnull=False
    )
    if row.role == Role.OWNER and not [owner for owner in owners if owner.pk != row.pk]:
        raise LastOwner()
