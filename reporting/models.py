"""Interval roll-ups: derived rows that can always be computed again from telephony's facts."""

from django.db import models


class QueueInterval(models.Model):
    """The tally of one queue (0 = calls without queue) in the 15-minute interval from `start_at` (UTC)."""

    queue_id = models.BigIntegerField()
    queue = models.CharField(max_length=100, blank=True)
    start_at = models.DateTimeField()
    offered = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    abandoned = models.PositiveIntegerField()
    short_abandoned = models.PositiveIntegerField()
    diverted = models.PositiveIntegerField()
    open = models.PositiveIntegerField()
    in_target = models.PositiveIntegerField()
    wait_answered_ms = models.BigIntegerField()
    wait_all_ms = models.BigIntegerField()
    max_wait_ms = models.BigIntegerField()
    handled = models.PositiveIntegerField()
    talk_ms = models.BigIntegerField()
    hold_ms = models.BigIntegerField()
    wrapup_ms = models.BigIntegerField()
    minutes = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["start_at", "queue_id"], name="reporting_one_row_per_interval"),
            models.CheckConstraint(
                condition=models.Q(
                    offered=models.F("answered")
                    + models.F("abandoned")
                    + models.F("diverted")
                    + models.F("open")
                ),
                name="reporting_offered_is_the_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.queue} {self.start_at:%F %H:%M}"


class Refresh(models.Model):
    """How far the roll-ups reach: one row. Everything that began before `settled_until` is final."""

    key = models.CharField(max_length=20, primary_key=True, default="queues")
    refreshed_at = models.DateTimeField()
    settled_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} as of {self.refreshed_at}"
