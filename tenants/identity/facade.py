"""Identity's only door for other apps."""

from tenants.identity.actor import Actor
from tenants.identity.selectors import Member, actor_for, members

__all__ = ["Actor", "Member", "actor_for", "members"]
