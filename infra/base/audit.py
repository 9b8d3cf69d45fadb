"""The one way to write down who changed what."""

from datetime import datetime
from typing import Any

from infra.base.models import AuditEntry


def record(
    *,
    tenant_key: str,
    actor: str,
    action: str,
    subject: str,
    now: datetime,
    before: Any = None,
    after: Any = None,
) -> None:
    """Add one entry in the caller's transaction; `before`/`after` are JSON-ready values or None.

    Written without RETURNING, since tenant roles may add entries but not read them.
    """
    entry = AuditEntry(
        tenant_key=tenant_key, at=now, actor=actor, action=action, subject=subject, before=before, after=after
    )
    AuditEntry.objects.bulk_create([entry], ignore_conflicts=True)
