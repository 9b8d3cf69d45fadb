"""Add a note to a contact's timeline."""

from datetime import datetime
from uuid import UUID

from tenants.crm.models import EntryKind, TimelineEntry


def add_note(contact_id: UUID, *, text: str, author: str, now: datetime) -> TimelineEntry:
    """A new note by `author`; the contact must exist in this tenant."""
    return TimelineEntry.objects.create(
        contact_id=contact_id, kind=EntryKind.NOTE, at=now, text=text, author=author, updated_at=now
    )
