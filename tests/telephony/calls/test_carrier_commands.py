"""Outbox commands on the wire, and what each way of failing leads to."""

from collections.abc import Iterator

import pytest

from infra.base import outbox
from infra.base.models import OutboxCommand
from infra.kit.clock import FixedClock
from telephony.engine.events import RecordingFinished
from telephony.models import Call, CallEvent, Handling, Voicemail
from telephony.services.end_call import end_call
from telephony.services.hold_call import hold_call, resume_call
from telephony.services.store_voicemail import store_voicemail
from tenants.directory.context import in_tenant
from tests.telephony.calls.carrier_stub import CarrierStub, carrier_stub
from tests.telephony.calls.floor import Floor, desk, fresh, visit_of
from tests.telephony.webhooks.carrier_line import CarrierLine


@pytest.fixture
def stub(settings: object) -> Iterator[CarrierStub]:
    """The carrier the product talks to."""
    with carrier_stub() as (running, address):
        settings.CARRIER_API_BASE = address  # type: ignore[attr-defined]
        yield running


@pytest.fixture
def floor(acme: str, clock: FixedClock, stub: CarrierStub) -> Floor:
    """Acme's call centre, with an account at the carrier."""
    CarrierLine.open(acme)
    with in_tenant(acme):
        return Floor.open(clock.now(), agents=1)


def _send(floor: Floor, kind: str) -> str | None:
    command = OutboxCommand.objects.filter(kind=kind).latest("pk")
    return outbox.send(command.pk, floor.now)


def test_an_accepted_caller_is_redirected_to_the_conference(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        call = floor.queued()
        handling = floor.accepted(call)
    stub.answers[("POST", f"/Calls/{call.carrier_sid}.json")] = (200, b"{}")
    assert _send(floor, "carrier.connect") == "done"
    _, _, form = stub.asked[0]
    assert f"/hooks/voice/{acme}/connect?handling={handling.pk}" in form["Url"]


def test_a_caller_who_is_gone_ends_the_call(acme: str, floor: Floor, stub: CarrierStub) -> None:
    with in_tenant(acme):
        call = floor.queued()
        floor.accepted(call)
    assert _send(floor, "carrier.connect") == "failed"
    with in_tenant(acme):
        assert fresh(call).state == "ended"


def test_a_refusal_while_the_caller_is_there_gives_the_call_back(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        call = floor.queued()
        floor.accepted(call)
    path = f"/Calls/{call.carrier_sid}.json"
    stub.answers[("POST", path)] = (400, b'{"code": 21205, "message": "Url is not valid", "status": 400}')
    stub.answers[("GET", path)] = (200, b'{"sid": "CA1", "status": "in-progress"}')
    assert _send(floor, "carrier.connect") == "failed"
    with in_tenant(acme):
        assert fresh(call).state == "queued"
        assert visit_of(call).left_at is None


def test_too_many_requests_are_tried_again(acme: str, floor: Floor, stub: CarrierStub) -> None:
    with in_tenant(acme):
        call = floor.queued()
        floor.accepted(call)
    path = f"/Calls/{call.carrier_sid}.json"
    stub.answers[("POST", path)] = (429, b'{"code": 20429, "message": "Too many requests", "status": 429}')
    assert _send(floor, "carrier.connect") == "pending"


def test_an_unclear_outcome_is_not_repeated(acme: str, floor: Floor, stub: CarrierStub) -> None:
    with in_tenant(acme):
        call = floor.queued()
        floor.accepted(call)
    stub.answers[("POST", f"/Calls/{call.carrier_sid}.json")] = (503, b"{}")
    assert _send(floor, "carrier.connect") == "unknown"
    with in_tenant(acme):
        assert fresh(call).state == "connecting"


def test_hold_and_hang_up(acme: str, floor: Floor, stub: CarrierStub) -> None:
    with in_tenant(acme):
        handling = floor.talking()
        call = fresh(handling.call)
        hold_call(call_id=call.pk, agent_id=handling.agent_id, now=floor.now)
    _conference(stub, call, 200, b"{}")
    stub.answers[("POST", f"/Calls/{call.carrier_sid}.json")] = (200, b"{}")
    assert _send(floor, "carrier.hold") == "done"
    with in_tenant(acme):
        end_call(call_id=call.pk, agent_id=handling.agent_id, now=floor.now)
    assert _send(floor, "carrier.end") == "done"
    assert stub.asked[-2][2]["Hold"].lower() == "true"
    assert stub.asked[-1][2] == {"Status": "completed"}


def _conference(stub: CarrierStub, call: Call, status: int, answer: bytes) -> None:
    conference = '{"conferences": [{"sid": "CF00000000000000000000000000000001", "status": "in-progress"}]}'
    stub.answers[("GET", "/Conferences.json")] = (200, conference.encode())
    stub.answers[("POST", f"/Participants/{call.carrier_sid}.json")] = (status, answer)


def test_a_hold_the_carrier_refuses_is_put_back_and_the_agent_is_told(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        handling = floor.talking()
        call = fresh(handling.call)
        hold_call(call_id=call.pk, agent_id=handling.agent_id, now=floor.now)
        before = desk(handling.agent)
        assert before["call"]["state"] == "held"
    _conference(stub, call, 404, b'{"code": 20404, "message": "gone", "status": 404}')
    floor.tick(5)
    assert _send(floor, "carrier.hold") == "failed"
    with in_tenant(acme):
        after = desk(handling.agent)
        assert (after["call"]["state"], after["call"]["held_since"]) == ("talking", None)
        assert after["seq"] == before["seq"] + 1
        assert Handling.objects.get(pk=handling.pk).hold_ms == 0
        assert CallEvent.objects.filter(call=call, kind="call.hold_failed").count() == 1


def test_a_resume_that_never_gets_through_leaves_the_caller_on_hold(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        handling = floor.talking()
        call = fresh(handling.call)
        hold_call(call_id=call.pk, agent_id=handling.agent_id, now=floor.now)
    _conference(stub, call, 200, b"{}")
    assert _send(floor, "carrier.hold") == "done"
    with in_tenant(acme):
        resume_call(call_id=call.pk, agent_id=handling.agent_id, now=floor.tick(3))
    _conference(stub, call, 503, b"{}")
    tries = []
    while (outcome := _send(floor, "carrier.hold")) != "failed":
        tries.append(outcome)
        floor.tick(60)
    assert tries == ["pending"] * 4
    with in_tenant(acme):
        assert desk(handling.agent)["call"]["state"] == "held"
        assert Handling.objects.get(pk=handling.pk).hold_ms == 3000


def test_a_hold_that_was_overtaken_by_the_resume_is_not_sent(
    acme: str, floor: Floor, stub: CarrierStub
) -> None:
    with in_tenant(acme):
        handling = floor.talking()
        hold_call(call_id=handling.call_id, agent_id=handling.agent_id, now=floor.now)
        late = OutboxCommand.objects.filter(kind="carrier.hold").latest("pk")
        resume_call(call_id=handling.call_id, agent_id=handling.agent_id, now=floor.tick(1))
    assert outbox.send(late.pk, floor.now) == "done"
    assert stub.asked == []


def test_a_recording_is_fetched_when_it_is_there(acme: str, floor: Floor, stub: CarrierStub) -> None:
    with in_tenant(acme):
        call = floor.ring()
        floor.press(call, "2")
        store_voicemail(call_ref=call.carrier_sid, event=RecordingFinished(5, "RE1"), now=floor.now)
    assert _send(floor, "carrier.fetch_recording") == "pending"
    stub.answers[("GET", "/Recordings/RE1.wav")] = (200, b"RIFFsound")
    floor.tick(60)
    assert _send(floor, "carrier.fetch_recording") == "done"
    with in_tenant(acme):
        assert bytes(Voicemail.objects.get().audio or b"") == b"RIFFsound"


def test_without_an_account_the_command_fails_with_a_reason(globex: str, clock: FixedClock) -> None:
    with in_tenant(globex):
        floor = Floor.open(clock.now(), agents=1)
        floor.accepted(floor.queued())
    assert _send(floor, "carrier.connect") == "failed"
    assert "account" in OutboxCommand.objects.latest("pk").error
