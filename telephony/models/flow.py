"""Flows: an editable draft, and published versions that never change."""

from django.db import models


class Flow(models.Model):
    """What callers of a number hear; `draft_rev` guards against two people saving over each other."""

    name = models.CharField(max_length=80, unique=True)
    draft = models.JSONField(default=dict)
    draft_rev = models.PositiveIntegerField(default=1)
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    draft_saved_by = models.CharField(max_length=200, blank=True, default="")
    live_version = models.ForeignKey(
        "telephony.FlowVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.name


class FlowVersion(models.Model):
    """A published flow; a database trigger refuses every UPDATE and DELETE."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    message = models.CharField(max_length=200, blank=True, default="")
    author = models.CharField(max_length=200, blank=True, default="")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flow", "number"], name="flow_version_number")]

    def __str__(self) -> str:
        return f"{self.flow_id} v{self.number}"


class NumberRoute(models.Model):
    """Which flow answers a number of ours (E.164)."""

    e164 = models.CharField(max_length=20, unique=True)
    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="numbers")
    label = models.CharField(max_length=80, blank=True, default="")

    def __str__(self) -> str:
        return self.e164
