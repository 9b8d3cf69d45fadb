"""Timers run once, when due, in a transaction of their own."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection

from infra.base import timers
from infra.base.models import Timer
from infra.kit.clock import FixedClock

Ran = list[tuple[str, str]]


@pytest.fixture
def ran() -> Iterator[Ran]:
    seen: Ran = []
    with _kind(lambda tenant_key, key, now: seen.append((tenant_key, key))):
        yield seen


class _kind:  # noqa: N801 - reads as a phrase
    """Registers a handler of the kind `test` while open."""

    def __init__(self, handler: Callable[[str, str, datetime], object]) -> None:
        self.handler = handler

    def __enter__(self) -> None:
        timers.register("test", self.handler)

    def __exit__(self, *problem: object) -> None:
        timers._handlers.pop("test", None)


def _set(tenant_key: str, key: str, due_at: datetime) -> None:
    timers.set_timer(tenant_key=tenant_key, kind="test", key=key, due_at=due_at)


def test_due_timers_run_once_in_order(acme: str, globex: str, clock: FixedClock, ran: Ran) -> None:
    _set(acme, "b", clock.now() + timedelta(seconds=2))
    _set(globex, "a", clock.now() + timedelta(seconds=1))
    _set(acme, "later", clock.now() + timedelta(seconds=60))
    assert timers.run_due(clock.now()) == 0
    assert timers.next_due() == clock.now() + timedelta(seconds=1)
    clock.advance(2)
    assert timers.run_due(clock.now()) == 2
    assert ran == [(globex, "a"), (acme, "b")]
    assert timers.run_due(clock.now()) == 0


def test_setting_again_moves_and_clearing_removes(acme: str, clock: FixedClock, ran: Ran) -> None:
    _set(acme, "a", clock.now())
    _set(acme, "a", clock.now() + timedelta(seconds=5))
    assert timers.run_due(clock.now()) == 0
    assert timers.clear_timer(tenant_key=acme, kind="test", key="a")
    assert not timers.clear_timer(tenant_key=acme, kind="test", key="a")
    clock.advance(5)
    assert timers.run_due(clock.now()) == 0


def test_a_handler_may_set_its_own_timer_anew(acme: str, clock: FixedClock) -> None:
    def again(tenant_key: str, key: str, now: datetime) -> None:
        _set(tenant_key, key, now + timedelta(seconds=10))

    with _kind(again):
        _set(acme, "a", clock.now())
        assert timers.run_due(clock.now()) == 1
        assert timers.next_due() == clock.now() + timedelta(seconds=10)


def test_a_failing_timer_undoes_its_work_waits_and_lets_others_run(acme: str, clock: FixedClock) -> None:
    done: list[str] = []

    def handle(tenant_key: str, key: str, now: datetime) -> None:
        if key == "bad":
            _set(tenant_key, "by the failed one", now)
            raise ValueError("broken")
        done.append(key)

    with _kind(handle):
        _set(acme, "bad", clock.now())
        _set(acme, "good", clock.now())
        assert timers.run_due(clock.now()) == 2
    assert done == ["good"]
    left = Timer.objects.get(tenant_key=acme)
    assert (left.key, left.attempts, left.error) == ("bad", 1, "ValueError: broken")
    assert left.due_at == clock.now() + timedelta(seconds=2)


def test_at_most_the_limit(acme: str, clock: FixedClock, ran: Ran) -> None:
    for number in range(5):
        _set(acme, str(number), clock.now())
    assert timers.run_due(clock.now(), limit=3) == 3


def test_two_runners_never_take_the_same_timer(live_tenant: str, clock: FixedClock) -> None:
    taken: list[str] = []
    both_in = Barrier(2, timeout=10)

    def handle(tenant_key: str, key: str, now: datetime) -> None:
        taken.append(key)
        both_in.wait()

    def run() -> None:
        timers.run_due(clock.now(), limit=1)
        connection.close()

    with _kind(handle):
        for key in ("a", "b"):
            _set(live_tenant, key, clock.now() - timedelta(days=3650))
        runners = [Thread(target=run) for _ in range(2)]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()
    assert sorted(taken) == ["a", "b"]


def test_the_command_runs_what_is_due(acme: str, clock: FixedClock, ran: Ran) -> None:
    _set(acme, "a", clock.now())
    call_command("run_timers", "--once")
    assert ran == [(acme, "a")]
