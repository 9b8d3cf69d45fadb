"""A person acting in a company."""

from dataclasses import dataclass

from tenants.identity.models import Membership

Role = Membership.Role
# Each role may do what those after it may.
_RANKS: dict[str, int] = {Role.AGENT: 0, Role.SUPERVISOR: 1, Role.ADMIN: 2, Role.OWNER: 3}


@dataclass(frozen=True, slots=True)
class Actor:
    """`role` is owner, admin, supervisor or agent; str() is what the audit log stores."""

    user_id: int
    role: str
    tenant_key: str
    name: str
    email: str

    def may(self, role: str) -> bool:
        """True when this person's role is at least `role`."""
        return _RANKS[self.role] >= _RANKS[role]

    def __str__(self) -> str:
        return f"user:{self.user_id}"


def is_role(text: str) -> bool:
    """True for a role there is."""
    return text in _RANKS
