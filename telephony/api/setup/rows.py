"""Rows of the set-up API from what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telephony.engine.flow import Problem
from telephony.engine.queueing import BadHours, HoursTable
from telephony.models import BusinessHours, Flow, FlowVersion, NumberRoute, Queue


def version_row(version: FlowVersion | None) -> dict[str, Any] | None:
    """A published version, None when there is none."""
    if version is None:
        return None
    return {
        "number": version.number,
        "message": version.message,
        "author": version.author,
        "published_at": version.published_at,
    }


def flow_summary(flow: Flow) -> dict[str, Any]:
    """A flow without its draft."""
    live = version_row(flow.live_version)
    return {"id": flow.pk, "name": flow.name, "draft_rev": flow.draft_rev, "live": live}


def flow_row(flow: Flow, problems: list[Problem]) -> dict[str, Any]:
    """A flow with its draft."""
    return flow_summary(flow) | {"draft": flow.draft, "problems": [p.to_json() for p in problems]}


def queue_row(queue: Queue) -> dict[str, Any]:
    """A queue."""
    return {
        "id": queue.pk,
        "name": queue.name,
        "skill": queue.skill.name if queue.skill else None,
        "hours_id": queue.hours_id,
        "offer_timeout_s": queue.offer_timeout_s,
        "wrapup_s": queue.wrapup_s,
        "target_s": queue.target_s,
        "short_abandon_s": queue.short_abandon_s,
        "music_url": queue.music_url,
    }


def hours_row(hours: BusinessHours, now: datetime) -> dict[str, Any]:
    """Opening hours, and whether they are open now; what cannot be read counts as closed."""
    try:
        is_open = HoursTable.from_json(hours.timezone, hours.weekly, hours.closures).is_open(now)
    except BadHours:
        is_open = False
    return {
        "id": hours.pk,
        "name": hours.name,
        "timezone": hours.timezone,
        "weekly": hours.weekly,
        "closures": hours.closures,
        "is_open": is_open,
    }


def number_row(route: NumberRoute, states: Mapping[str, str]) -> dict[str, Any]:
    """A number with its flow; `states` are the lines' states by number."""
    return {
        "id": route.pk,
        "e164": route.e164,
        "label": route.label,
        "flow_id": route.flow_id,
        "flow_name": route.flow.name,
        "state": states.get(route.e164, "released"),
    }
