"""Reads of the roll-ups."""

from dataclasses import fields
from datetime import datetime

from reporting.engine.roll_up import Key
from reporting.engine.tally import Tally
from reporting.models import QueueInterval, Refresh

COUNTS = [field.name for field in fields(Tally)]


def tallies(start: datetime, end: datetime, queue_id: int | None = None) -> dict[Key, Tally]:
    """Stored tallies of the half-open period, by (queue id, interval start)."""
    rows = QueueInterval.objects.filter(start_at__gte=start, start_at__lt=end)
    if queue_id is not None:
        rows = rows.filter(queue_id=queue_id)
    return {
        (row["queue_id"], row["start_at"]): Tally(**{name: row[name] for name in COUNTS})
        for row in rows.values("queue_id", "start_at", *COUNTS)
    }


def queue_names() -> dict[int, str]:
    """The newest name of every queue that has a row."""
    rows = QueueInterval.objects.order_by("queue_id", "-start_at").distinct("queue_id")
    return dict(rows.values_list("queue_id", "queue"))


def refreshed_at() -> datetime | None:
    """Until when the facts are counted; None before the first computation."""
    return Refresh.objects.values_list("refreshed_at", flat=True).first()
