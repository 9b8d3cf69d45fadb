"""Commands are written with the state, sent after commit, and never twice without need."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from infra.base import outbox
from infra.base.models import OutboxCommand
from infra.kit.clock import FixedClock
from tenants.directory.context import in_tenant


class Vendor:
    """Takes calls and answers as told: a result, or an exception to raise."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: list[dict[str, Any] | Exception] = []
        self.in_transaction: list[bool] = []

    def handle(self, tenant_key: str, payload: dict[str, Any]) -> dict[str, Any]:
        self.calls.append((tenant_key, payload))
        self.in_transaction.append(connection.in_atomic_block)
        answer = self.answers.pop(0) if self.answers else {"sid": "CA1"}
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    made = Vendor()
    outbox.register("test.call", made.handle)
    yield made
    del outbox._handlers["test.call"]


def _enqueue(tenant_key: str, clock: FixedClock, **extra: Any) -> int:
    with in_tenant(tenant_key):
        return outbox.enqueue(
            tenant_key=tenant_key, kind="test.call", payload={"to": "x"}, now=clock.now(), **extra
        )


def _row(command_id: int) -> OutboxCommand:
    return OutboxCommand.objects.get(pk=command_id)


def test_sent_after_commit_outside_any_transaction(
    live_tenant: str, vendor: Vendor, clock: FixedClock
) -> None:
    with transaction.atomic():
        command = _enqueue(live_tenant, clock)
        assert vendor.calls == []
    assert vendor.calls == [(live_tenant, {"to": "x"})]
    assert vendor.in_transaction == [False]
    assert (_row(command).state, _row(command).result) == ("done", {"sid": "CA1"})


def test_what_is_rolled_back_is_never_sent(live_tenant: str, vendor: Vendor, clock: FixedClock) -> None:
    with transaction.atomic():
        _enqueue(live_tenant, clock)
        transaction.set_rollback(True)
    assert vendor.calls == []
    assert outbox.send_due(clock.now()) == 0


def test_the_sweep_sends_what_the_lost_message_did_not(acme: str, vendor: Vendor, clock: FixedClock) -> None:
    command = _enqueue(acme, clock)
    assert outbox.send_due(clock.now()) == 1
    assert outbox.send_due(clock.now()) == 0
    assert outbox.send(command, clock.now()) is None
    assert len(vendor.calls) == 1


def test_the_same_key_is_the_same_command(acme: str, globex: str, vendor: Vendor, clock: FixedClock) -> None:
    first = _enqueue(acme, clock, key="call-1")
    assert _enqueue(acme, clock, key="call-1") == first
    assert _enqueue(globex, clock, key="call-1") != first
    outbox.send_due(clock.now())
    assert _enqueue(acme, clock, key="call-1") == first
    assert outbox.send_due(clock.now()) == 0
    assert len(vendor.calls) == 2


def test_retries_wait_longer_each_time_and_end(acme: str, vendor: Vendor, clock: FixedClock) -> None:
    vendor.answers = [outbox.Retry(1, "busy") for _ in range(5)]
    command = _enqueue(acme, clock)
    waits = [0, 1, 2, 4, 8]
    for number, wait in enumerate(waits, start=1):
        if wait:
            assert outbox.send(command, clock.now()) is None, "not before its time"
        clock.advance(wait)
        assert outbox.send(command, clock.now()) == ("failed" if number == 5 else "pending")
    assert _row(command).error == "Gave up after 5 tries: busy"


def test_an_unknown_outcome_is_never_sent_again_by_itself(
    acme: str, vendor: Vendor, clock: FixedClock
) -> None:
    vendor.answers = [outbox.Unknown("timed out")]
    command = _enqueue(acme, clock)
    assert outbox.send(command, clock.now()) == "unknown"
    clock.advance(86_400)
    assert outbox.send_due(clock.now()) == 0
    assert outbox.replay(command, clock.now())
    assert outbox.send_due(clock.now()) == 1
    assert not outbox.replay(command, clock.now())


def test_any_other_error_fails_with_its_words(acme: str, vendor: Vendor, clock: FixedClock) -> None:
    vendor.answers = [ValueError("no such number")]
    command = _enqueue(acme, clock)
    assert outbox.send(command, clock.now()) == "failed"
    assert _row(command).error == "ValueError: no such number"


def test_a_sender_that_died_leaves_an_unknown_outcome(acme: str, vendor: Vendor, clock: FixedClock) -> None:
    command = _enqueue(acme, clock)
    OutboxCommand.objects.filter(pk=command).update(state="sending", sent_at=clock.now())
    clock.advance(59)
    outbox.send_due(clock.now())
    assert _row(command).state == "sending"
    clock.advance(2)
    outbox.send_due(clock.now())
    assert _row(command).state == "unknown"
    assert vendor.calls == []


def test_a_cancelled_command_is_not_sent(acme: str, vendor: Vendor, clock: FixedClock) -> None:
    _enqueue(acme, clock, key="call-2")
    assert outbox.cancel(tenant_key=acme, key="call-2")
    assert not outbox.cancel(tenant_key=acme, key="call-2")
    assert outbox.send_due(clock.now()) == 0


def test_a_kind_nobody_registered_fails(acme: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        command = outbox.enqueue(tenant_key=acme, kind="test.nobody", payload={}, now=clock.now())
    assert outbox.send(command, clock.now()) == "failed"
    assert "No handler" in _row(command).error


def test_what_is_given_up_is_put_right_once(acme: str, vendor: Vendor, clock: FixedClock) -> None:
    given_up: list[tuple[str, dict[str, Any]]] = []
    outbox.register("test.call", vendor.handle, given_up=lambda *told: given_up.append(told))
    try:
        vendor.answers = [ValueError("no"), outbox.Unknown("broken"), outbox.Retry(1)]
        for state in ("failed", "unknown", "pending"):
            assert outbox.send(_enqueue(acme, clock), clock.now()) == state
        assert given_up == [(acme, {"to": "x"})] * 2
        OutboxCommand.objects.filter(state="pending").update(state="sending", sent_at=clock.now())
        clock.advance(61)
        outbox.send_due(clock.now())
        outbox.send_due(clock.now())
        assert len(given_up) == 3
    finally:
        del outbox._given_up["test.call"]
