"""Read and change queues and opening hours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from infra.base import audit
from infra.base.problems import Invalid, NotFound
from telephony.engine.queueing import BadHours, HoursTable
from telephony.models import BusinessHours, Queue


class QueueNotFound(NotFound):
    """The queue is not this tenant's."""

    code = "queue_not_found"
    detail = "There is no such queue in this company. Reload the list of queues."


class HoursNotFound(NotFound):
    """The schedule is not this tenant's."""

    code = "hours_not_found"
    detail = "There are no such opening hours in this company. Reload the list."


class NameTaken(Invalid):
    """Another one has this name already."""

    code = "name_taken"
    detail = "Another one has this name already. Choose a different name."
    field = "name"


def get_queue(queue_id: int) -> Queue:
    """A queue of this tenant; raises QueueNotFound."""
    queue = Queue.objects.select_related("skill", "hours").filter(pk=queue_id).first()
    if queue is None:
        raise QueueNotFound
    return queue


def get_hours(hours_id: int) -> BusinessHours:
    """Opening hours of this tenant; raises HoursNotFound."""
    hours = BusinessHours.objects.filter(pk=hours_id).first()
    if hours is None:
        raise HoursNotFound
    return hours


def update_queue(queue_id: int, changes: dict[str, Any], *, key: str, actor: str, now: datetime) -> Queue:
    """Change a queue's name, times (seconds), music or `hours_id` (None: always open).

    Raises QueueNotFound, HoursNotFound, NameTaken.
    """
    queue = get_queue(queue_id)
    if changes.get("hours_id") is not None:
        get_hours(changes["hours_id"])
    if "name" in changes and Queue.objects.filter(name=changes["name"]).exclude(pk=queue.pk).exists():
        raise NameTaken
    before = {name: getattr(queue, name) for name in changes}
    for name, value in changes.items():
        setattr(queue, name, value)
    if changes:
        queue.save(update_fields=list(changes))
        audit.record(
            tenant_key=key, actor=actor, action="queue.changed", subject=queue.name,
            now=now, before=before, after=changes,
        )  # fmt: skip
    return get_queue(queue_id)


def update_hours(
    hours_id: int,
    *,
    name: str,
    timezone: str,
    weekly: Any,
    closures: Any,
    key: str,
    actor: str,
    now: datetime,
) -> BusinessHours:
    """Replace opening hours. Raises HoursNotFound, NameTaken, and Invalid naming the wrong part."""
    hours = get_hours(hours_id)
    if BusinessHours.objects.filter(name=name).exclude(pk=hours.pk).exists():
        raise NameTaken
    try:
        HoursTable.from_json(timezone, weekly, closures)
    except BadHours as wrong:
        raise Invalid(wrong.detail, field=wrong.pointer.lstrip("/")) from wrong
    before = {"timezone": hours.timezone, "weekly": hours.weekly, "closures": hours.closures}
    hours.name, hours.timezone, hours.weekly, hours.closures = name, timezone, weekly, closures
    hours.save(update_fields=["name", "timezone", "weekly", "closures"])
    after = {"timezone": timezone, "weekly": weekly, "closures": closures}
    audit.record(
        tenant_key=key, actor=actor, action="hours.changed", subject=name, now=now, before=before, after=after
    )
    return hours
