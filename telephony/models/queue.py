"""Queues, their opening hours, and each stay of a call in one."""

from django.db import models
from django.db.models import Q

from infra.kit.ids import uuid7
from telephony.models.agent import Skill


class BusinessHours(models.Model):
    """When a business is open: a week of half-open times in one time zone, minus closures.

    `weekly` maps "mon".."sun" to lists of ["09:00", "17:00"]; `closures` lists {"on", "reason"}.
    """

    name = models.CharField(max_length=80, unique=True)
    timezone = models.CharField(max_length=64)
    weekly = models.JSONField(default=dict)
    closures = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Queue(models.Model):
    """Callers waiting for one skill, with the times (seconds) that govern them."""

    name = models.CharField(max_length=80, unique=True)
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="queues")
    hours = models.ForeignKey(
        BusinessHours, null=True, blank=True, on_delete=models.PROTECT, related_name="queues"
    )
    offer_timeout_s = models.PositiveSmallIntegerField(default=20)
    wrapup_s = models.PositiveSmallIntegerField(default=120)
    target_s = models.PositiveSmallIntegerField(default=20)
    short_abandon_s = models.PositiveSmallIntegerField(default=5)
    music_url = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offer_timeout_s__gte=7, offer_timeout_s__lte=60), name="queue_offer_7_to_60_s"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VisitOutcome(models.TextChoices):
    """How a stay in a queue ended."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    OVERFLOW = "overflow"
    CLOSED = "closed"
    SYSTEM = "system"


class QueueVisit(models.Model):
    """One stay of a call in one queue.

    `place_at` orders the queue and survives a lost agent; at `leave_at` the flow takes the caller back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey("telephony.Call", on_delete=models.CASCADE, related_name="visits")
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, related_name="visits")
    enqueued_at = models.DateTimeField()
    place_at = models.DateTimeField()
    priority = models.PositiveSmallIntegerField(default=0)
    leave_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=VisitOutcome.choices, null=True, blank=True)
    wait_ms = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(left_at=None), name="visit_one_open_per_call"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, outcome=None, wait_ms=None)
                | Q(left_at__isnull=False, outcome__isnull=False, wait_ms__isnull=False),
                name="visit_left_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["queue", "place_at"], condition=Q(left_at=None), name="visit_waiting"),
            models.Index(fields=["enqueued_at"], name="visit_enqueued"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} in {self.queue_id}"
