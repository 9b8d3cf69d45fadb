"""Calls whose end nobody told us are found out at the carrier, ended, and written down."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from infra.base import outbox
from infra.base.models import AuditEntry, OutboxCommand
from infra.kit.clock import FixedClock
from telephony.models import CallEvent, Handling, Leg
from telephony.services.end_call import end_call
from telephony.services.reconcile_calls import reconcile_calls
from tenants.directory.context import in_tenant
from tests.telephony.calls.carrier_stub import CarrierStub, carrier_stub
from tests.telephony.calls.floor import Floor, desk, fresh, visit_of
from tests.telephony.webhooks.carrier_line import CarrierLine

PATIENCE = timedelta(seconds=60)


@pytest.fixture
def stub(settings: object) -> Iterator[CarrierStub]:
    """The carrier, which knows no call unless told."""
    with carrier_stub() as (running, address):
        settings.CARRIER_API_BASE = address  # type: ignore[attr-defined]
        yield running


@pytest.fixture
def floor(acme: str, clock: FixedClock, stub: CarrierStub) -> Floor:
    """Acme's call centre, with an account at the carrier."""
    CarrierLine.open(acme)
    with in_tenant(acme):
        return Floor.open(clock.now(), agents=1)


def _knows(stub: CarrierStub, ref: str, answer: str, status: int = 200) -> None:
    stub.answers[("GET", f"/Calls/{ref}.json")] = (status, answer.encode())


def _round(acme: str, floor: Floor) -> int:
    return reconcile_calls(tenant_key=acme, older_than=PATIENCE, now=floor.now)


def test_a_conversation_that_is_over_at_the_carrier_ends_at_its_time(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        handling = floor.talking()
        ref = fresh(handling.call).carrier_sid
    _knows(
        stub,
        ref,
        '{"sid": "CA1", "status": "completed", "duration": "25",'
        ' "end_time": "Mon, 02 Mar 2026 15:00:25 +0000"}',
    )
    floor.tick(90)
    assert _round(acme, floor) == 2  # the caller's leg and the agent's, which the carrier does not know
    with in_tenant(acme):
        call = fresh(handling.call)
        assert (call.state, call.outcome, call.ended_by, call.duration_s) == (
            "ended",
            "answered",
            "caller",
            25,
        )
        assert (call.ended_at - call.started_at).total_seconds() == 25  # type: ignore[operator]
        assert desk(handling.agent)["agent"]["status"] == "wrap_up"
        assert CallEvent.objects.filter(call=call, kind="call.reconciled").count() == 2
    rows = AuditEntry.objects.filter(tenant_key=acme, action="call.reconciled").order_by("pk")
    told = rows.values_list("actor", "before__state", "after__state")
    assert next(iter(told)) == ("reconciler", "talking", "ended")
    assert _round(acme, floor) == 0


def test_a_waiting_call_the_carrier_lost_was_given_up_by_nobody(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        call = floor.queued()
    floor.tick(61)
    assert _round(acme, floor) == 1
    with in_tenant(acme):
        ended = fresh(call)
        assert (ended.state, ended.outcome, ended.ended_by) == ("ended", "abandoned", "system")
        assert visit_of(call).outcome == "abandoned"
        assert desk(floor.agents[0])["offer"] is None
        assert desk(floor.agents[0])["agent"]["status"] == "available"


def test_a_live_call_and_a_young_one_are_left_alone(acme: str, floor: Floor, stub: CarrierStub) -> None:
    with in_tenant(acme):
        old = floor.queued()
    _knows(stub, old.carrier_sid, '{"sid": "CA1", "status": "in-progress"}')
    floor.tick(61)
    with in_tenant(acme):
        young = floor.ring("+12025550199")
    assert _round(acme, floor) == 0
    with in_tenant(acme):
        assert (fresh(old).state, fresh(young).state) == ("queued", "in_flow")
    assert [path.rpartition("/")[2] for _, path, _ in stub.asked] == [f"{old.carrier_sid}.json"]


@pytest.mark.parametrize(("status", "answer"), [(401, '{"code": 20003, "status": 401}'), (503, "{}")])
def test_a_carrier_that_gives_no_clear_answer_ends_no_call(
    acme: str, floor: Floor, stub: CarrierStub, status: int, answer: str
) -> None:
    with in_tenant(acme):
        call = floor.queued()
    _knows(stub, call.carrier_sid, answer, status)
    floor.tick(90)
    assert _round(acme, floor) == 0
    with in_tenant(acme):
        assert fresh(call).state == "queued"


def test_a_call_the_agent_ended_is_ended_at_the_carrier_again(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        handling = floor.talking()
        end_call(call_id=handling.call_id, agent_id=handling.agent_id, now=floor.now)
        ref = fresh(handling.call).carrier_sid
    first = OutboxCommand.objects.get(kind="carrier.end")
    assert outbox.send(first.pk, floor.now) == "failed"  # the carrier refused, and the caller is still there
    _knows(stub, ref, '{"sid": "CA1", "status": "in-progress"}')
    floor.tick(90)
    assert _round(acme, floor) == 2
    again = OutboxCommand.objects.filter(kind="carrier.end").latest("pk")
    assert again.pk != first.pk
    stub.answers[("POST", f"/Calls/{ref}.json")] = (200, b"{}")
    assert outbox.send(again.pk, floor.now) == "done"
    with in_tenant(acme):
        assert Leg.objects.filter(ended_at=None).count() == 1
        assert Handling.objects.get().ended_by == "agent"


def test_without_an_account_there_is_nobody_to_ask(globex: str, clock: FixedClock) -> None:
    with in_tenant(globex):
        floor = Floor.open(clock.now(), agents=1)
        call = floor.queued()
    floor.tick(90)
    assert _round(globex, floor) == 0
    with in_tenant(globex):
        assert fresh(call).state == "queued"
