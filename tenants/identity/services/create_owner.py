"""Makes the person who signs a company up its owner."""

from datetime import datetime

from django.db import transaction

from infra.base.problems import Refusal
from tenants.identity.models import Membership, User
from tenants.identity.selectors import Member, member_of
from tenants.identity.services.passwords import check_password


class EmailTaken(Refusal):
    """There is an account with this address and the password is not its."""

    code = "email_taken"
    status = 409
    field = "email"
    detail = "There is already an account with this address. Give its password, or use another address."


def create_owner(
    *, tenant_key: str, email: str, name: str, password: str, locale: str, now: datetime
) -> Member:
    """The owner's membership; a person who has an account gives its password and keeps name and language."""
    email = email.strip().lower()
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            check_password(password, email=email, name=name)
            user = User.objects.create_user(email, password, name=name, locale=locale, joined_at=now)
        elif not (user.is_active and user.check_password(password)):
            raise EmailTaken()
        row, _ = Membership.objects.get_or_create(
            user=user,
            tenant_id=tenant_key,
            defaults={"role": Membership.Role.OWNER, "created_at": now, "accepted_at": now},
        )
    return member_of(row)
