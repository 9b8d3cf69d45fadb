"""Invites a person into a company."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from infra.base import audit
from infra.base.problems import Refusal
from tenants.directory import facade as directory
from tenants.identity import hooks
from tenants.identity.actor import Actor
from tenants.identity.models import Membership, Ticket, User
from tenants.identity.selectors import Member, member_of, seats_taken
from tenants.identity.services import tickets
from tenants.identity.services.passwords import check_password
from tenants.identity.services.roles import check_grant


@dataclass(frozen=True, slots=True)
class Invitation:
    """`ticket` opens /join and goes to the address by e-mail; `show` tells whether the inviter may see it."""

    member: Member
    ticket: str | None
    show: bool


class AlreadyMember(Refusal):
    """The person is in this company already."""

    code = "already_member"
    field = "email"
    detail = "This person is already in your company. Change their role in the list instead."


class PasswordOfAnother(Refusal):
    """A password was given for a person who has an account."""

    code = "has_account"
    status = 400
    field = "password"
    detail = "This person has an account and a password of their own. Leave the password out to invite them."


def add_member(
    *,
    tenant_key: str,
    email: str,
    name: str,
    role: str,
    actor: Actor | None,
    now: datetime,
    is_agent: bool | None = None,
    password: str | None = None,
) -> Invitation:
    """Make the membership; with a password the person can enter at once, without one they get an invitation.

    `actor` None is the product itself (samples, sign-up). Raises AlreadyMember, a seat refusal, WeakPassword.
    """
    if actor is not None:
        check_grant(actor, role)
    email = email.strip().lower()
    takes_calls = role == Membership.Role.AGENT if is_agent is None else is_agent
    with transaction.atomic():
        if takes_calls:
            hooks.check_seats(tenant_key, seats_taken(tenant_key) + 1)
        user, is_new = _person(tenant_key, email, name, password, now)
        row = _membership(user, tenant_key, role, takes_calls, now)
        if is_new and password:
            row.accepted_at = now
        row.save()
        member = member_of(row)
        audit.record(
            tenant_key=tenant_key,
            actor=str(actor or "system"),
            action="member.added",
            subject=f"user:{user.pk}",
            after={"email": email, "role": role, "is_agent": takes_calls},
            now=now,
        )
        hooks.tell_changed(tenant_key, member)
        ticket = None
        if not member.joined:
            purpose = Ticket.Purpose.JOIN
            ticket = tickets.issue(user_id=user.pk, tenant_key=tenant_key, purpose=purpose, now=now)
    # Who may set the password of an account that has a life elsewhere must prove to own the mailbox.
    return Invitation(member, ticket, show=is_new)


def _person(tenant_key: str, email: str, name: str, password: str | None, now: datetime) -> tuple[User, bool]:
    user = User.objects.filter(email=email).first()
    if user is not None:
        if password:
            raise PasswordOfAnother()
        return user, False
    if password:
        check_password(password, email=email, name=name)
    locale = directory.tenant_by_key(tenant_key).locale
    return User.objects.create_user(email, password, name=name, locale=locale, joined_at=now), True


def _membership(user: User, tenant_key: str, role: str, is_agent: bool, now: datetime) -> Membership:
    row = Membership.objects.select_for_update().filter(user=user, tenant_id=tenant_key).first()
    if row is None:
        return Membership(user=user, tenant_id=tenant_key, role=role, is_agent=is_agent, created_at=now)
    if row.disabled_at is None:
        raise AlreadyMember()
    # Somebody who left comes back: accepted before, so no new invitation is needed.
    row.role, row.is_agent, row.disabled_at = role, is_agent, None
    return row
