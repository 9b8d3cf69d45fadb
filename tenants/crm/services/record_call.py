"""Write what a call became into its contact's timeline."""

from datetime import datetime
from uuid import UUID

from tenants.crm.models import Contact, EntryKind, TimelineEntry


def record_call(
    contact_id: UUID,
    *,
    call_id: UUID,
    at: datetime,
    direction: str,
    outcome: str,
    queue: str,
    agent: str,
    duration_s: int | None,
    note: str,
    disposition: str,
    now: datetime,
    is_sample: bool = False,
) -> None:
    """Insert or update the one timeline entry of `call_id`; safe to repeat with later knowledge."""
    facts = {
        "direction": direction,
        "outcome": outcome,
        "queue": queue,
        "agent": agent,
        "duration_s": duration_s,
        "text": note,
        "disposition": disposition,
        "author": agent,
        "is_sample": is_sample,
        "updated_at": now,
    }
    fixed = {"contact_id": contact_id, "kind": EntryKind.CALL, "at": at}
    TimelineEntry.objects.update_or_create(
        call_id=call_id, defaults=facts, create_defaults={**fixed, **facts, "call_id": call_id}
    )
    Contact.objects.filter(pk=contact_id, last_seen_at__lt=at).update(last_seen_at=at)
