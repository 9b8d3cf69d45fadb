"""What we owe the world: commands written with the state that wants them, sent after commit."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OutboxCommand(models.Model):
    """One command to a vendor; `sending` marks that its outcome is not known until it is marked otherwise."""

    class State(models.TextChoices):
        PENDING = "pending"
        SENDING = "sending"
        DONE = "done"
        FAILED = "failed"
        UNKNOWN = "unknown"
        CANCELLED = "cancelled"

    tenant_key = models.CharField(max_length=18)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=200, null=True, blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant_key", "key"], name="outbox_once")]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="outbox_open",
                condition=models.Q(state__in=["pending", "sending"]),
            ),
            models.Index(fields=["tenant_key", "-id"], name="outbox_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.tenant_key}"
