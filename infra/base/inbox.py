"""Deliveries from vendors: insert or ignore, then work each exactly once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from infra.base.models import InboxEvent

Worker = Callable[[InboxEvent, datetime], object]

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5

# A delivery stored together with its answer, as the end of a larger statement: once for each row of `work`.
# A repeat violates inbox_once, so that nothing of the statement is done twice.
INSERT_ANSWERED = """
INSERT INTO base_inboxevent (source, key, tenant_key, path, params, headers, received_at, state, worked_at,
    response_status, response_body, attempts, error)
SELECT %(source)s, %(key)s, %(tenant_key)s, %(path)s, %(params)s::jsonb, '{}', %(now)s::timestamptz, 'done',
    %(now)s::timestamptz, 200, %(response_body)s, 1, ''
FROM work RETURNING true"""
_workers: dict[str, Worker] = {}
_scheduler: list[Callable[[int], None]] = []


class Ignore(Exception):
    """A worker says: this event means nothing to us; keep it, marked ignored."""


def register(source: str, worker: Worker) -> None:
    """Call from AppConfig.ready: `worker(event, now)` works the events of `source` in the background.

    It runs in one transaction with the event's own state. Sources answered at once register no worker.
    """
    _workers[source] = worker


def work_with(schedule: Callable[[int], None]) -> None:
    """Name what starts the working of an event id after commit (a Celery task; set once by the app)."""
    _scheduler[:] = [schedule]


def receive(
    *,
    source: str,
    key: str,
    tenant_key: str | None,
    path: str,
    params: dict[str, Any],
    now: datetime,
    headers: dict[str, str] | None = None,
) -> tuple[InboxEvent, bool]:
    """Store the delivery unless it is already there; returns (event, is_new).

    A repeat waits for the transaction that is inserting the first, and then sees its stored answer.
    A new event whose source has a worker is worked after commit.
    """
    event = InboxEvent(
        source=source,
        key=key,
        tenant_key=tenant_key,
        path=path,
        params=params,
        headers=headers or {},
        received_at=now,
    )
    before = InboxEvent.objects.filter(source=source, key=key).first()
    if before is not None:
        return before, False
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError:
        return InboxEvent.objects.get(source=source, key=key), False
    if source in _workers:
        schedule(event.pk)
    return event, True


def answer(event: InboxEvent, *, status: int, body: str, now: datetime) -> None:
    """Store what an event was answered with and mark it done, so that a repeat gets the same answer."""
    event.response_status, event.response_body = status, body
    event.state, event.worked_at = InboxEvent.State.DONE, now
    event.save(update_fields=["response_status", "response_body", "state", "worked_at"])


def schedule(event_id: int) -> None:
    """Start working this event once the present transaction commits."""
    for start in _scheduler:
        transaction.on_commit(partial(start, event_id), robust=True)


def work(event_id: int, now: datetime) -> str | None:
    """Work one event if it is open and nobody else has it; returns its new state, or None if not taken."""
    with transaction.atomic():
        event = _open(now).select_for_update(skip_locked=True).filter(pk=event_id).first()
        if event is None:
            return None
        event.attempts += 1
        try:
            with transaction.atomic():
                state, error = _outcome(event, now), ""
        except Exception as failure:
            log.exception("event failed", extra={"source": event.source, "tenant_key": event.tenant_key})
            last = event.attempts >= MAX_ATTEMPTS
            state = InboxEvent.State.FAILED if last else InboxEvent.State.NEW
            event.not_before = now + timedelta(seconds=2**event.attempts)
            error = f"{type(failure).__name__}: {failure}"[:2000]
        event.state, event.error, event.worked_at = state, error, now
        event.save(update_fields=["state", "error", "worked_at", "attempts", "not_before"])
        return str(state)


def work_due(now: datetime, limit: int = 200) -> int:
    """Work the open events that were not worked on commit; returns how many were taken up."""
    ids = list(
        _open(now).filter(source__in=list(_workers)).order_by("id").values_list("id", flat=True)[:limit]
    )
    return sum(work(event_id, now) is not None for event_id in ids)


def replay(event_id: int) -> bool:
    """Work a failed or ignored event again because a person decided so; False in any other state."""
    stopped = InboxEvent.objects.filter(
        pk=event_id, state__in=[InboxEvent.State.FAILED, InboxEvent.State.IGNORED]
    )
    changed = stopped.update(state=InboxEvent.State.NEW, attempts=0, not_before=None, error="")
    if changed:
        schedule(event_id)
    return changed > 0


def _open(now: datetime) -> QuerySet[InboxEvent]:
    ready = Q(not_before=None) | Q(not_before__lte=now)
    return InboxEvent.objects.filter(ready, state=InboxEvent.State.NEW)


def _outcome(event: InboxEvent, now: datetime) -> InboxEvent.State:
    if event.source not in _workers:
        raise LookupError(f"No worker is registered for the source “{event.source}”.")
    try:
        with transaction.atomic():
            _workers[event.source](event, now)
    except Ignore:
        return InboxEvent.State.IGNORED
    return InboxEvent.State.DONE
