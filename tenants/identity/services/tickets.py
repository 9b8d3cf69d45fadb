"""One-time links: issued once, stored as a digest, used once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from infra.base.problems import Refusal
from tenants.identity.models import Ticket

Purpose = Ticket.Purpose
LIFETIMES = {Purpose.ENTER: timedelta(minutes=30), Purpose.JOIN: timedelta(days=7)}


class BadTicket(Refusal):
    """The link was used, has expired, is for another company, or was never issued."""

    code = "bad_ticket"
    status = 410
    detail = "This link has been used or has expired. Sign in with your password, or ask for a new link."


def issue(*, user_id: int, tenant_key: str, purpose: Ticket.Purpose, now: datetime) -> str:
    """The text of a new ticket; it is nowhere stored."""
    text = secrets.token_urlsafe(32)
    Ticket.objects.create(
        digest=_digest(text),
        purpose=purpose,
        user_id=user_id,
        tenant_id=tenant_key,
        expires_at=now + LIFETIMES[purpose],
    )
    return text


def look(text: str, *, tenant_key: str, purpose: Ticket.Purpose, now: datetime) -> Ticket:
    """The ticket without using it up; raises BadTicket."""
    ticket = (
        Ticket.objects.select_related("user")
        .filter(digest=_digest(text), purpose=purpose, tenant_id=tenant_key, used_at=None, expires_at__gt=now)
        .first()
    )
    if ticket is None:
        raise BadTicket()
    return ticket


def redeem(text: str, *, tenant_key: str, purpose: Ticket.Purpose, now: datetime) -> Ticket:
    """The ticket, used up; of two who try at once one gets BadTicket."""
    ticket = look(text, tenant_key=tenant_key, purpose=purpose, now=now)
    if not Ticket.objects.filter(pk=ticket.pk, used_at=None).update(used_at=now):
        raise BadTicket()
    return ticket


def revoke(*, user_id: int, tenant_key: str) -> None:
    """Make every open ticket of a person for a company worthless."""
    Ticket.objects.filter(user_id=user_id, tenant_id=tenant_key, used_at=None).delete()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
