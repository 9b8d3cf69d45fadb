"""Reads of the CRM: the contact list, one contact, its timeline."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tenants.crm.models import Contact, TimelineEntry


def contacts(query: str = "") -> QuerySet[Contact]:
    """Contacts whose name, company, e-mail or number contains `query`; newest activity first."""
    found = Contact.objects.prefetch_related("numbers").order_by("-last_seen_at", "-id")
    words = query.strip()
    if not words:
        return found
    digits = "".join(ch for ch in words if ch.isdigit())
    match = Q(name__icontains=words) | Q(company__icontains=words) | Q(email__icontains=words)
    if len(digits) >= 3:
        match |= Q(pk__in=Contact.objects.filter(numbers__e164__contains=digits).values("pk"))
    return found.filter(match)


def timeline(contact_id: UUID) -> QuerySet[TimelineEntry]:
    """Everything that happened with one contact, newest first."""
    return TimelineEntry.objects.filter(contact_id=contact_id).order_by("-at", "-id")
