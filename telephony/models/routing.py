"""The lock every routing decision is taken under, and the record of each decision."""

from django.db import models
from django.db.models import Q


class RoutingLock(models.Model):
    """The single row whose lock serialises routing in this tenant."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="routing_lock_single_row")]

    def __str__(self) -> str:
        return "routing"


class RoutingDecision(models.Model):
    """What routing decided and why: {"visit_id", "agent_id", "code", "detail"} for each one not chosen."""

    at = models.DateTimeField()
    trigger = models.CharField(max_length=40)
    offers = models.JSONField(default=list)
    reasons = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="routing_decision_newest")]

    def __str__(self) -> str:
        return f"{self.at} {self.trigger}"
