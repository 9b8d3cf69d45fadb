"""Create a contact by hand, or change one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from infra.base.problems import Refusal
from tenants.crm.models import Contact, ContactNumber


class NumberTaken(Refusal):
    """Another contact of this company already has that number."""

    code = "number_taken"
    status = 409
    field = "numbers"
    detail = "Another contact already has this number. Open that contact, or leave the number out here."


def create_contact(*, fields: dict[str, Any], numbers: Sequence[str], now: datetime) -> Contact:
    """A contact with its E.164 numbers. Raises NumberTaken."""
    try:
        with transaction.atomic():
            contact = Contact.objects.create(created_at=now, last_seen_at=now, **fields)
            _set_numbers(contact, numbers)
    except IntegrityError as error:
        raise NumberTaken from error
    return contact


def change_contact(contact: Contact, *, fields: dict[str, Any], numbers: Sequence[str] | None) -> Contact:
    """Change the given fields; `numbers` replaces the whole list, None leaves it. Raises NumberTaken."""
    try:
        with transaction.atomic():
            for name, value in fields.items():
                setattr(contact, name, value)
            if fields:
                contact.save(update_fields=list(fields))
            if numbers is not None:
                contact.numbers.exclude(e164__in=numbers).delete()
                _set_numbers(contact, numbers)
    except IntegrityError as error:
        raise NumberTaken from error
    return contact


def _set_numbers(contact: Contact, numbers: Sequence[str]) -> None:
    held = set(contact.numbers.values_list("e164", flat=True))
    ContactNumber.objects.bulk_create(
        ContactNumber(contact=contact, e164=number) for number in dict.fromkeys(numbers) if number not in held
    )
