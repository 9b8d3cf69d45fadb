"""How far the setting-up of a tenant has come."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tenants.directory.models.tenant import Tenant


class ProvisioningStep(models.Model):
    """One step of the setting-up; `error` keeps the words of the last failure."""

    class State(models.TextChoices):
        PENDING = "pending"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        SKIPPED = "skipped"

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    updated_at = models.DateTimeField()
    result = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="step_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.name} of {self.tenant_id}"
