"""Offers of a waiting call to an agent, and the handling that follows an acceptance."""

from django.db import models
from django.db.models import Q

from infra.kit.ids import uuid7
from telephony.models.agent import Agent
from telephony.models.call import Call
from telephony.models.queue import QueueVisit


class OfferState(models.TextChoices):
    """Where an offer stands; everything but OFFERED is final."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    TIMEOUT = "timeout"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Offer(models.Model):
    """A call held out to one agent until `expires_at`; the database allows one per call and per agent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(QueueVisit, on_delete=models.CASCADE, related_name="offers")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="offers")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OFFERED)
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(state__in=["offered", "accepted"]),
                name="offer_one_live_per_visit",
            ),
            models.UniqueConstraint(
                fields=["agent"], condition=Q(state="offered"), name="offer_one_live_per_agent"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", ended_at=None)
                | (~Q(state="offered") & Q(ended_at__isnull=False)),
                name="offer_over_has_ended_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} to {self.agent_id}: {self.state}"


class Handling(models.Model):
    """One agent's work on one call: accepted, talked, ended, wrapped up."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="handlings")
    visit = models.OneToOneField(QueueVisit, on_delete=models.CASCADE, related_name="handling")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="handlings")
    accepted_at = models.DateTimeField()
    connected_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    held_since = models.DateTimeField(null=True, blank=True)
    hold_ms = models.BigIntegerField(default=0)
    ended_by = models.CharField(max_length=12, blank=True, default="")
    wrapup_due_at = models.DateTimeField(null=True, blank=True)
    wrapped_up_at = models.DateTimeField(null=True, blank=True)
    disposition = models.CharField(max_length=40, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=Q(wrapped_up_at=None), name="handling_one_open_per_agent"
            ),
            models.UniqueConstraint(
                fields=["call"], condition=Q(ended_at=None), name="handling_one_live_per_call"
            ),
            models.CheckConstraint(
                condition=Q(wrapped_up_at=None) | Q(ended_at__isnull=False),
                name="handling_wrapped_up_after_end",
            ),
        ]
        indexes = [models.Index(fields=["accepted_at"], name="handling_accepted")]

    def __str__(self) -> str:
        return f"{self.call_id} by {self.agent_id}"


class Disposition(models.Model):
    """A code an agent chooses in wrap-up, in both languages of the console."""

    code = models.CharField(max_length=40, unique=True)
    label_en = models.CharField(max_length=80)
    label_zh = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code
