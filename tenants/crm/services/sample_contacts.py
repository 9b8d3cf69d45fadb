"""Contacts of the sample data: written together, removed together."""

from collections.abc import Sequence
from datetime import datetime

from tenants.crm.models import Contact, ContactNumber, Tier, TimelineEntry

SamplePerson = tuple[str, str, str, bool, datetime]
"""Name, company, E.164 number, is VIP, first seen."""


def add_sample_contacts(people: Sequence[SamplePerson]) -> list[Contact]:
    """One contact for each person; a known number keeps its contact."""
    known = {number.e164: number.contact for number in ContactNumber.objects.select_related("contact")}
    return [
        known.get(number) or _add(name, company, number, vip, seen_at)
        for name, company, number, vip, seen_at in people
    ]


def remove_sample_contacts() -> int:
    """Delete sample contacts and the timeline of sample calls; returns how many contacts went.

    A sample contact that somebody has really spoken with stays, and is a normal contact from then on.
    """
    samples = Contact.objects.filter(is_sample=True)
    TimelineEntry.objects.filter(is_sample=True).delete()
    samples.filter(timeline__isnull=False).update(is_sample=False)
    count = Contact.objects.filter(is_sample=True).count()
    Contact.objects.filter(is_sample=True).delete()
    return count


def _add(name: str, company: str, number: str, vip: bool, seen_at: datetime) -> Contact:
    tier = Tier.VIP if vip else Tier.STANDARD
    contact = Contact.objects.create(
        name=name, company=company, tier=tier, is_sample=True, created_at=seen_at, last_seen_at=seen_at
    )
    ContactNumber.objects.create(contact=contact, e164=number)
    return contact
