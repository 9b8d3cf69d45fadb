"""The ledger of minutes."""

from django.db import models


class UsageRecord(models.Model):
    """Minutes of one leg of one call, written once and never changed but for when it was reported."""

    tenant_key = models.CharField(max_length=18)
    carrier_sid = models.CharField(max_length=40)
    leg = models.CharField(max_length=10)
    call_id = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    command_id = models.BigIntegerField(null=True, help_text="the outbox command that reports it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_key", "carrier_sid", "leg"], name="usage_once"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="usage_some"),
        ]
        indexes = [
            models.Index(fields=["tenant_key", "started_at"], name="usage_time"),
            models.Index(fields=["recorded_at"], condition=models.Q(sent_at=None), name="usage_unsent"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min of {self.carrier_sid}"
