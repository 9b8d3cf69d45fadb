"""The back office's view of inbox, outbox, timers and the audit log."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from infra.base import audit, inbox, outbox
from infra.base.models import AuditEntry, InboxEvent, OutboxCommand, Timer
from infra.base.read_only_admin import ReadOnlyAdmin
from infra.kit import clock


@admin.register(InboxEvent)
class InboxAdmin(ReadOnlyAdmin):
    """What came in; failed and ignored events can be worked again."""

    list_display = ("id", "source", "tenant_key", "state", "attempts", "received_at", "worked_at", "error")
    list_filter = ("state", "source")
    search_fields = ("key", "tenant_key")
    ordering = ("-id",)
    actions = ("work_again",)

    @admin.action(description="Work failed or ignored events again")
    def work_again(self, request: HttpRequest, queryset: QuerySet[InboxEvent]) -> None:
        """Count what was taken up, and write down who did it."""
        done = [event for event in queryset if inbox.replay(event.pk)]
        for event in done:
            _record(request, event.tenant_key, "inbox.replayed", event.pk)
        self.message_user(request, f"{len(done)} events are worked again.")


@admin.register(OutboxCommand)
class OutboxAdmin(ReadOnlyAdmin):
    """What went out; failed and unknown commands can be sent again."""

    list_display = ("id", "kind", "tenant_key", "state", "attempts", "created_at", "not_before", "error")
    list_filter = ("state", "kind")
    search_fields = ("key", "tenant_key")
    ordering = ("-id",)
    actions = ("send_again",)

    @admin.action(description="Send failed or unknown commands again")
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxCommand]) -> None:
        """Count what was taken up, and write down who did it."""
        now = clock.now()
        done = [command for command in queryset if outbox.replay(command.pk, now)]
        for command in done:
            _record(request, command.tenant_key, "outbox.replayed", command.pk)
        self.message_user(request, f"{len(done)} commands are sent again.")


@admin.register(Timer)
class TimerAdmin(ReadOnlyAdmin):
    """What is due."""

    list_display = ("kind", "key", "tenant_key", "due_at", "attempts", "error")
    list_filter = ("kind",)
    search_fields = ("key", "tenant_key")
    ordering = ("due_at",)


@admin.register(AuditEntry)
class AuditAdmin(ReadOnlyAdmin):
    """Who changed what."""

    list_display = ("at", "tenant_key", "actor", "action", "subject")
    list_filter = ("action",)
    search_fields = ("tenant_key", "actor", "subject")
    ordering = ("-id",)


def _record(request: HttpRequest, tenant_key: str | None, action: str, row_id: int) -> None:
    audit.record(
        tenant_key=tenant_key or "",
        actor=f"user:{request.user.pk}",
        action=action,
        subject=str(row_id),
        now=clock.now(),
    )
