"""The rows of the base app."""

from infra.base.models.audit import AuditEntry
from infra.base.models.inbox import InboxEvent
from infra.base.models.outbox import OutboxCommand
from infra.base.models.timer import Timer

__all__ = ["AuditEntry", "InboxEvent", "OutboxCommand", "Timer"]
