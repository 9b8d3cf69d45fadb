"""Identity's only door for other apps."""

from tenants.identity.actor import Actor
from tenants.identity.hooks import check_seats_with, find_agent_with, on_member
from tenants.identity.links import enter_url, join_url
from tenants.identity.selectors import Member, actor_for, members, seats_taken
from tenants.identity.services.add_member import Invitation, add_member
from tenants.identity.services.create_owner import EmailTaken, create_owner
from tenants.identity.services.make_operator import make_operator

__all__ = [
    "Actor",
    "EmailTaken",
    "Invitation",
    "Member",
    "actor_for",
    "add_member",
    "check_seats_with",
    "create_owner",
    "enter_url",
    "find_agent_with",
    "join_url",
    "make_operator",
    "members",
    "on_member",
    "seats_taken",
]
