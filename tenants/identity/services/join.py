"""An invited person accepts: proves the ticket, chooses name and password."""

from datetime import datetime

from django.db import transaction

from infra.base import audit
from tenants.identity import hooks
from tenants.identity.models import Membership, Ticket, User
from tenants.identity.selectors import member_of
from tenants.identity.services import tickets
from tenants.identity.services.passwords import check_password


def join(*, ticket: str, tenant_key: str, name: str, password: str, locale: str, now: datetime) -> User:
    """The person, now a member who can sign in and sees `locale`. Raises BadTicket or WeakPassword."""
    purpose = Ticket.Purpose.JOIN
    with transaction.atomic():
        found = tickets.look(ticket, tenant_key=tenant_key, purpose=purpose, now=now)
        check_password(password, email=found.user.email, name=name)
        tickets.redeem(ticket, tenant_key=tenant_key, purpose=purpose, now=now)
        open_ones = Membership.objects.select_for_update().filter(disabled_at=None)
        row = open_ones.filter(user=found.user, tenant_id=tenant_key).first()
        if row is None:
            raise tickets.BadTicket()
        row.accepted_at = row.accepted_at or now
        row.save(update_fields=["accepted_at"])
        user = found.user
        user.name, user.locale = name, locale
        user.set_password(password)
        user.save(update_fields=["name", "locale", "password"])
        row.user = user
        audit.record(
            tenant_key=tenant_key,
            actor=f"user:{user.pk}",
            action="member.joined",
            subject=f"user:{user.pk}",
            now=now,
        )
        hooks.tell_changed(tenant_key, member_of(row))
    return user
