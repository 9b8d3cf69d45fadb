"""Deliveries are stored once and worked once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from infra.base import inbox
from infra.base.models import InboxEvent
from infra.kit.clock import FixedClock


class Worker:
    """Writes down what it works; raises what it is told to."""

    def __init__(self) -> None:
        self.worked: list[str] = []
        self.failures: list[Exception] = []

    def work(self, event: InboxEvent, now: datetime) -> None:
        self.worked.append(event.key)
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    inbox.register("test", made.work)
    yield made
    del inbox._workers["test"]


def _receive(key: str, tenant_key: str, now: datetime, source: str = "test") -> tuple[InboxEvent, bool]:
    return inbox.receive(
        source=source, key=key, tenant_key=tenant_key, path="/hooks", params={"CallSid": "CA1"}, now=now
    )


def test_a_repeat_is_the_same_event(acme: str, clock: FixedClock) -> None:
    event, is_new = _receive("1", acme, clock.now())
    again, is_new_again = _receive("1", acme, clock.now())
    assert (is_new, is_new_again) == (True, False)
    assert again.pk == event.pk
    other, other_new = _receive("1", acme, clock.now(), source="other")
    assert other_new
    assert other.pk != event.pk


def test_a_repeat_finds_the_stored_answer(acme: str, clock: FixedClock) -> None:
    event, _ = _receive("1", acme, clock.now())
    inbox.answer(event, status=200, body="<Response/>", now=clock.now())
    again, _ = _receive("1", acme, clock.now())
    assert (again.response_status, again.response_body, again.state) == (200, "<Response/>", "done")


def test_worked_after_commit_and_only_once(live_tenant: str, worker: Worker, clock: FixedClock) -> None:
    event, _ = _receive(f"{live_tenant}-1", live_tenant, clock.now())
    _receive(f"{live_tenant}-1", live_tenant, clock.now())
    assert worker.worked == [event.key]
    event.refresh_from_db()
    assert event.state == "done"
    assert inbox.work(event.pk, clock.now()) is None


def test_a_failure_is_retried_later_and_then_kept(acme: str, worker: Worker, clock: FixedClock) -> None:
    worker.failures = [ValueError("poison") for _ in range(5)]
    event, _ = _receive("1", acme, clock.now())
    states = []
    for _ in range(5):
        states.append(inbox.work(event.pk, clock.now()))
        assert inbox.work_due(clock.now()) == 0, "not before its time"
        clock.advance(3600)
    assert states == ["new"] * 4 + ["failed"]
    event.refresh_from_db()
    assert event.error == "ValueError: poison"
    assert inbox.work_due(clock.now() + timedelta(days=1)) == 0
    assert inbox.replay(event.pk)
    assert inbox.work_due(clock.now()) == 1
    assert not inbox.replay(event.pk)


def test_an_event_without_meaning_is_ignored(acme: str, worker: Worker, clock: FixedClock) -> None:
    worker.failures = [inbox.Ignore()]
    event, _ = _receive("1", acme, clock.now())
    assert inbox.work(event.pk, clock.now()) == "ignored"


def test_a_poisoned_event_does_not_stop_the_rest(acme: str, worker: Worker, clock: FixedClock) -> None:
    worker.failures = [ValueError("poison")]
    for key in ("1", "2", "3"):
        _receive(key, acme, clock.now())
    assert inbox.work_due(clock.now()) == 3
    assert worker.worked == ["1", "2", "3"]
    assert InboxEvent.objects.filter(state="done", source="test").count() == 2
