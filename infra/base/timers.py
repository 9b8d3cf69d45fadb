"""Timers: set, clear, and run what is due, each in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from infra.base.models import Timer

Handler = Callable[[str, str, datetime], object]

log = logging.getLogger(__name__)

_handlers: dict[str, Handler] = {}
_LONGEST_WAIT = timedelta(hours=1)


class UnknownTimer(LookupError):
    """A timer row names a kind for which no app registered a handler."""


def register(kind: str, handler: Handler) -> None:
    """Call from AppConfig.ready: `handler(tenant_key, key, now)` runs when a timer of `kind` is due."""
    _handlers[kind] = handler


def set_timer(*, tenant_key: str, kind: str, key: str, due_at: datetime) -> None:
    """Set the timer, or move it when it is already set; part of the caller's transaction."""
    timer = Timer(tenant_key=tenant_key, kind=kind, key=key, due_at=due_at)
    Timer.objects.bulk_create(
        [timer],
        update_conflicts=True,
        unique_fields=["tenant_key", "kind", "key"],
        update_fields=["due_at", "attempts", "error"],
    )


def clear_timer(*, tenant_key: str, kind: str, key: str) -> bool:
    """Remove the timer; False when it was not set (or is being run this moment)."""
    deleted, _ = Timer.objects.filter(tenant_key=tenant_key, kind=kind, key=key).delete()
    return deleted > 0


def next_due() -> datetime | None:
    """When the earliest timer is due, or None when none is set."""
    return Timer.objects.order_by("due_at").values_list("due_at", flat=True).first()


def run_due(now: datetime, limit: int = 100) -> int:
    """Run up to `limit` timers due at `now`, earliest first; returns how many were taken up."""
    count = 0
    while count < limit and _run_one(now):
        count += 1
    return count


def _run_one(now: datetime) -> bool:
    with transaction.atomic():
        due = Timer.objects.filter(due_at__lte=now).order_by("due_at", "id")
        timer = due.select_for_update(skip_locked=True).first()
        if timer is None:
            return False
        try:
            with transaction.atomic():
                _handle(timer, now)
        except Exception as error:
            log.exception("timer failed", extra={"kind": timer.kind, "tenant_key": timer.tenant_key})
            _postpone(timer, now, error)
        return True


def _handle(timer: Timer, now: datetime) -> None:
    # The row goes first, so that a handler which sets the same timer anew keeps it.
    Timer.objects.filter(pk=timer.pk).delete()
    if timer.kind not in _handlers:
        raise UnknownTimer(f"No handler is registered for timers of kind “{timer.kind}”.")
    _handlers[timer.kind](timer.tenant_key, timer.key, now)


def _postpone(timer: Timer, now: datetime, error: Exception) -> None:
    attempts = min(timer.attempts + 1, 30_000)
    wait = min(timedelta(seconds=2 ** min(attempts, 12)), _LONGEST_WAIT)
    Timer.objects.filter(pk=timer.pk).update(
        due_at=now + wait, attempts=attempts, error=f"{type(error).__name__}: {error}"[:2000]
    )
