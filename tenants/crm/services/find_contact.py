"""Find the contact who calls from a number, or create it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tenants.crm.models import Contact, ContactNumber


def find_or_create_contact(*, e164: str, now: datetime) -> tuple[Contact, bool]:
    """The contact of `e164` and whether it is new; two calls at once from one new number make one contact."""
    known = _owner(e164)
    if known is None:
        try:
            with transaction.atomic():
                return _create(e164, now), True
        except IntegrityError:
            # The other call of the same caller created it between our look and our insert.
            known = _owner(e164)
            if known is None:
                raise
    Contact.objects.filter(pk=known.pk, last_seen_at__lt=now).update(last_seen_at=now)
    return known, False


def _owner(e164: str) -> Contact | None:
    number = ContactNumber.objects.select_related("contact").filter(e164=e164).first()
    return number.contact if number else None


def _create(e164: str, now: datetime) -> Contact:
    contact = Contact.objects.create(created_at=now, last_seen_at=now)
    ContactNumber.objects.create(contact=contact, e164=e164)
    return contact
