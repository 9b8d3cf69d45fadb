"""A person changes their own name or language."""

from django.db import transaction

from tenants.identity import hooks
from tenants.identity.models import Membership, User
from tenants.identity.selectors import member_of


def change_profile(*, user_id: int, name: str | None = None, locale: str | None = None) -> User:
    """Apply what is not None; every company the person is in learns of it."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        user.name = name or user.name
        user.locale = locale or user.locale
        user.save(update_fields=["name", "locale"])
        for row in Membership.objects.select_related("user").filter(user=user, disabled_at=None):
            hooks.tell_changed(row.tenant_id, member_of(row))
    return user
