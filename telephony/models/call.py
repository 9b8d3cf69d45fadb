"""A call, its legs at the carrier, and everything that happened to it."""

from django.db import models
from django.db.models import Q

from infra.kit.ids import uuid7


class Call(models.Model):
    """One caller's call from its first second to its end; `carrier_sid` is the caller's leg."""

    # The outcome of a call that came while the company was suspended: answered with a sentence, not charged.
    SUSPENDED = "suspended"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    carrier_sid = models.CharField(max_length=64, unique=True)
    direction = models.CharField(max_length=10, default="inbound")
    from_number = models.CharField(max_length=40)
    to_number = models.CharField(max_length=40)
    contact_id = models.UUIDField(null=True, blank=True)
    caller_name = models.CharField(max_length=200, blank=True, default="")
    caller_is_new = models.BooleanField(default=False)
    state = models.CharField(max_length=20)
    language = models.CharField(max_length=16, default="en")
    flow_version = models.ForeignKey(
        "telephony.FlowVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )
    flow_state = models.JSONField(default=dict)
    path = models.JSONField(default=list)
    started_at = models.DateTimeField()
    talked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, default="")
    ended_by = models.CharField(max_length=12, blank=True, default="")
    conference_sid = models.CharField(max_length=64, blank=True, default="")
    # Sample data can be removed again and is never billed.
    is_sample = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(state="ended"), name="call_ended_at_means_ended"
            ),
        ]
        indexes = [
            models.Index(fields=["-started_at", "-id"], name="call_newest"),
            models.Index(fields=["contact_id"], name="call_contact"),
            models.Index(fields=["changed_at"], name="call_changed"),
            models.Index(fields=["started_at"], condition=Q(ended_at=None), name="call_open"),
        ]

    def __str__(self) -> str:
        return f"{self.from_number} -> {self.to_number}"


class Leg(models.Model):
    """One party's connection at the carrier: the caller's line or an agent's browser."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="legs")
    kind = models.CharField(max_length=8, choices=[("caller", "caller"), ("agent", "agent")])
    agent = models.ForeignKey("telephony.Agent", null=True, blank=True, on_delete=models.PROTECT)
    handling = models.ForeignKey(
        "telephony.Handling", null=True, blank=True, on_delete=models.CASCADE, related_name="legs"
    )
    carrier_sid = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.carrier_sid}"


class CallEvent(models.Model):
    """Something that happened to a call, at the carrier's time where the carrier told us."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["call", "at"], name="call_event_in_order")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.kind}"
