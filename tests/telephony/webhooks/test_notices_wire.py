"""Notices are stored at once and worked afterwards."""

from infra.base import inbox
from infra.base.models import InboxEvent
from infra.kit.clock import FixedClock
from telephony.models import Call, CallEvent
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor
from tests.telephony.webhooks.carrier_line import CarrierLine


def _completed(sid: str = "CA1", number: str = "3") -> dict[str, str]:
    return {
        "CallSid": sid,
        "CallStatus": "completed",
        "CallDuration": "42",
        "SequenceNumber": number,
        "Timestamp": "Mon, 02 Mar 2026 15:00:42 +0000",
    }


def test_a_notice_is_stored_answered_and_worked(line: CarrierLine, clock: FixedClock) -> None:
    line.arrive()
    answer = line.ask("status", _completed())
    assert (answer.status_code, answer.content) == (204, b"")
    assert inbox.work_due(clock.now()) == 1
    with in_tenant(line.tenant_key):
        call = Call.objects.get()
        assert (call.state, call.duration_s, call.ended_by) == ("ended", 42, "caller")
        assert call.ended_at is not None
        assert call.ended_at.second == 42


def test_a_repeated_notice_is_one_event(line: CarrierLine, clock: FixedClock) -> None:
    line.arrive()
    for _ in range(3):
        assert line.ask("status", _completed(), delivery="same").status_code == 204
    inbox.work_due(clock.now())
    with in_tenant(line.tenant_key):
        assert CallEvent.objects.filter(kind="leg.completed").count() == 1


def test_a_notice_that_comes_before_its_call_waits_for_it(line: CarrierLine, clock: FixedClock) -> None:
    line.ask("status", _completed())
    inbox.work_due(clock.now())
    assert InboxEvent.objects.get(source="voice.notice").state == "new"
    line.arrive()
    clock.advance(10)
    inbox.work_due(clock.now())
    assert InboxEvent.objects.get(source="voice.notice").state == "done"
    with in_tenant(line.tenant_key):
        assert Call.objects.get().state == "ended"


def test_a_conference_told_over_the_wire(line: CarrierLine, floor: Floor, clock: FixedClock) -> None:
    with in_tenant(line.tenant_key):
        floor.agent()
    line.arrive()
    line.press("CA1", "1")
    with in_tenant(line.tenant_key):
        handling = floor.accepted(Call.objects.get())
    browser = {
        "CallSid": "CA2",
        "From": f"client:{line.tenant_key}_{handling.agent_id}",
        "handling": str(handling.pk),
    }
    line.ask("agent", browser)
    room = {
        "FriendlyName": str(handling.call_id),
        "ConferenceSid": "CF1",
        "StatusCallbackEvent": "participant-join",
    }
    for number, sid in enumerate(["CA1", "CA2"]):
        line.ask("conference", {**room, "CallSid": sid, "SequenceNumber": str(number)})
    inbox.work_due(clock.now())
    with in_tenant(line.tenant_key):
        assert Call.objects.get().state == "talking"
