"""The only door into the CRM for other apps; hands out frozen cards, never models."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tenants.crm.models import Contact
from tenants.crm.services.add_note import add_note as _add_note
from tenants.crm.services.caller_sql import CALLER_PARTS
from tenants.crm.services.find_contact import find_or_create_contact
from tenants.crm.services.record_call import record_call
from tenants.crm.services.sample_contacts import add_sample_contacts as _add_sample_contacts
from tenants.crm.services.sample_contacts import remove_sample_contacts

__all__ = [
    "CALLER_PARTS",
    "ContactCard",
    "add_note",
    "add_sample_contacts",
    "contact_card",
    "contact_cards",
    "contact_for_number",
    "record_call",
    "remove_sample_contacts",
]


@dataclass(frozen=True, slots=True)
class ContactCard:
    """What a screen pop shows of a customer; `number` is E.164, `created` is true on a first call."""

    id: UUID
    name: str
    number: str
    company: str
    tier: str
    created: bool


def contact_for_number(e164: str, now: datetime) -> ContactCard:
    """The contact who calls from `e164`, created when unknown. Call inside a tenant."""
    contact, created = find_or_create_contact(e164=e164, now=now)
    return _card(contact, e164, created)


def contact_card(contact_id: UUID) -> ContactCard | None:
    """The card of one contact, or None when it is not in this tenant."""
    return contact_cards([contact_id]).get(contact_id)


def contact_cards(contact_ids: list[UUID]) -> dict[UUID, ContactCard]:
    """Cards by contact id in two queries; ids that are not in this tenant are left out."""
    found = Contact.objects.filter(pk__in=contact_ids).prefetch_related("numbers")
    return {contact.pk: _card(contact, _first_number(contact), created=False) for contact in found}


def add_note(contact_id: UUID, *, text: str, author: str, now: datetime) -> None:
    """Add a note to the contact's timeline. Call inside a tenant."""
    _add_note(contact_id, text=text, author=author, now=now)


def add_sample_contacts(people: Sequence[tuple[str, str, str, bool, datetime]]) -> list[ContactCard]:
    """Sample contacts from (name, company, number, is VIP, first seen), in order. Call inside a tenant."""
    contacts = _add_sample_contacts(people)
    return [
        _card(contact, person[2], created=False) for contact, person in zip(contacts, people, strict=True)
    ]


def _first_number(contact: Contact) -> str:
    numbers = [number.e164 for number in contact.numbers.all()]
    return numbers[0] if numbers else ""


def _card(contact: Contact, number: str, created: bool) -> ContactCard:
    return ContactCard(contact.pk, contact.name, number, contact.company, contact.tier, created)
