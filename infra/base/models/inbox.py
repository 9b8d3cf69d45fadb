"""What the world told us, once per key, before anything is done about it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class InboxEvent(models.Model):
    """One verified delivery; a repeat with the same (source, key) is the same row."""

    class State(models.TextChoices):
        NEW = "new"
        WORKING = "working"
        DONE = "done"
        FAILED = "failed"
        IGNORED = "ignored"

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    tenant_key = models.CharField(max_length=18, null=True, blank=True)
    path = models.CharField(max_length=300, blank=True)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    headers = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    worked_at = models.DateTimeField(null=True, blank=True)
    response_status = models.PositiveSmallIntegerField(null=True, blank=True)
    response_body = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="inbox_once")]
        indexes = [
            models.Index(fields=["id"], name="inbox_open", condition=models.Q(state__in=["new", "working"])),
            models.Index(fields=["tenant_key", "-id"], name="inbox_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
