"""Commands to vendors: written with the state, sent once after commit, retried only when that is safe."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import models, transaction

from infra.base.models import OutboxCommand

Payload = dict[str, Any]
Handler = Callable[[str, Payload], Payload | None]
GivenUp = Callable[[str, Payload], object]

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
LOST_AFTER = timedelta(seconds=60)
_handlers: dict[str, Handler] = {}
_given_up: dict[str, GivenUp] = {}
_scheduler: list[Callable[[int], None]] = []


class Retry(Exception):
    """The vendor surely did nothing (refused, busy, unreachable): try again after `after_s` seconds."""

    def __init__(self, after_s: float = 1.0, reason: str = "") -> None:
        super().__init__(reason or f"Try again after {after_s:g} s.")
        self.after_s = after_s


class Unknown(Exception):
    """The vendor may have acted: never send again, a reconciler looks it up."""


class UnknownKind(LookupError):
    """A command names a kind for which no app registered a handler."""


def register(kind: str, handler: Handler, *, given_up: GivenUp | None = None) -> None:
    """Call from AppConfig.ready: `handler(tenant_key, payload) -> result` sends commands of `kind`.

    It runs outside any transaction. It raises Retry or Unknown; any other exception means the command failed.
    `given_up(tenant_key, payload)` runs when a command has become failed or unknown, to put right what was
    promised in its name.
    """
    _handlers[kind] = handler
    if given_up is not None:
        _given_up[kind] = given_up


def send_with(schedule: Callable[[int], None]) -> None:
    """Name what starts the sending of a command id after commit (a Celery task; set once by the app)."""
    _scheduler[:] = [schedule]


def enqueue(*, tenant_key: str, kind: str, payload: Payload, now: datetime, key: str | None = None) -> int:
    """Write a command in the caller's transaction and have it sent on commit; returns its id.

    A second command of the tenant with the same `key` is the first one: its id comes back.
    """
    command = OutboxCommand(
        tenant_key=tenant_key, kind=kind, payload=payload, key=key, created_at=now, not_before=now
    )
    if key is None:
        command.save(force_insert=True)
    else:
        OutboxCommand.objects.bulk_create([command], ignore_conflicts=True)
        stored = OutboxCommand.objects.only("id", "state").get(tenant_key=tenant_key, key=key)
        command.pk = stored.pk
        if stored.state != OutboxCommand.State.PENDING:
            return int(stored.pk)
    schedule(int(command.pk))
    return int(command.pk)


def schedule(command_id: int) -> None:
    """Start sending this command once the present transaction commits."""
    for start in _scheduler:
        transaction.on_commit(partial(start, command_id), robust=True)


def cancel(*, tenant_key: str, key: str) -> bool:
    """Take back a command that has not started; False when it is too late or there is none."""
    pending = OutboxCommand.objects.filter(tenant_key=tenant_key, key=key, state=OutboxCommand.State.PENDING)
    return pending.update(state=OutboxCommand.State.CANCELLED) > 0


def send(command_id: int, now: datetime) -> str | None:
    """Send one command if it is due and nobody else took it; returns its new state, or None if not taken."""
    due = models.Q(pk=command_id, state=OutboxCommand.State.PENDING, not_before__lte=now)
    with transaction.atomic():
        taken = OutboxCommand.objects.filter(due).update(
            state=OutboxCommand.State.SENDING, attempts=models.F("attempts") + 1, sent_at=now
        )
    if not taken:
        return None
    command = OutboxCommand.objects.get(pk=command_id)
    outcome = _outcome(command, now)
    _settle(command, outcome)
    return str(outcome["state"])


def send_due(now: datetime, limit: int = 200) -> int:
    """Send what is due and was not sent on commit; what never came back within a minute becomes unknown."""
    State = OutboxCommand.State
    lost = OutboxCommand.objects.filter(state=State.SENDING, sent_at__lt=now - LOST_AFTER)
    error = "The sender stopped before the vendor's answer was stored."
    for command in lost:
        _settle(command, {"state": State.UNKNOWN, "error": error})
    due = OutboxCommand.objects.filter(state=State.PENDING, not_before__lte=now).order_by("not_before", "id")
    ids = list(due.values_list("id", flat=True)[:limit])
    return sum(send(command_id, now) is not None for command_id in ids)


def replay(command_id: int, now: datetime) -> bool:
    """Send a failed or unknown command again because a person decided so; False in any other state."""
    State = OutboxCommand.State
    stopped = OutboxCommand.objects.filter(pk=command_id, state__in=[State.FAILED, State.UNKNOWN])
    changed = stopped.update(state=State.PENDING, not_before=now, attempts=0, error="")
    if changed:
        schedule(command_id)
    return changed > 0


def _settle(command: OutboxCommand, outcome: dict[str, Any]) -> None:
    """Store what became of a command that is being sent, once; then put right what was promised."""
    State = OutboxCommand.State
    stored = OutboxCommand.objects.filter(pk=command.pk, state=State.SENDING).update(**outcome)
    put_right = _given_up.get(command.kind)
    if not stored or put_right is None or outcome["state"] not in (State.FAILED, State.UNKNOWN):
        return
    try:
        put_right(command.tenant_key, command.payload)
    except Exception:
        log.exception("given up", extra={"kind": command.kind, "tenant_key": command.tenant_key})


def _outcome(command: OutboxCommand, now: datetime) -> dict[str, Any]:
    State = OutboxCommand.State
    try:
        if command.kind not in _handlers:
            raise UnknownKind(f"No handler is registered for commands of kind “{command.kind}”.")
        result = _handlers[command.kind](command.tenant_key, command.payload)
    except Retry as retry:
        if command.attempts >= MAX_ATTEMPTS:
            return {"state": State.FAILED, "error": f"Gave up after {command.attempts} tries: {retry}"[:2000]}
        wait = timedelta(seconds=retry.after_s * 2 ** (command.attempts - 1))
        return {"state": State.PENDING, "not_before": now + wait, "error": str(retry)[:2000]}
    except Unknown as unknown:
        return {"state": State.UNKNOWN, "error": str(unknown)[:2000]}
    except Exception as error:
        log.exception("command failed", extra={"kind": command.kind, "tenant_key": command.tenant_key})
        return {"state": State.FAILED, "error": f"{type(error).__name__}: {error}"[:2000]}
    return {"state": State.DONE, "result": result, "error": ""}
