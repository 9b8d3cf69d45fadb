"""Things to do at a moment: one indexed row each, for all tenants together."""

from django.db import models


class Timer(models.Model):
    """At most one timer per (tenant, kind, key); it is gone once its handler has succeeded."""

    tenant_key = models.CharField(max_length=18)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant_key", "kind", "key"], name="timer_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.tenant_key}"
