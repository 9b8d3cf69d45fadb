"""An ask that failed is replayed by a person: what would be lost is kept, and nothing happens twice."""

from typing import Any

import pytest

from infra.base import inbox
from infra.base.models import InboxEvent
from infra.kit.clock import FixedClock
from telephony.models import Call, Voicemail
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import CALLER, NUMBER, Floor
from tests.telephony.webhooks.carrier_line import CarrierLine

RECORDED = {
    "CallSid": "CA1",
    "RecordingSid": "RE1",
    "RecordingUrl": "https://x/RE1",
    "RecordingDuration": "8",
}
ARRIVED = {"CallSid": "CA9", "From": CALLER, "To": NUMBER, "CallStatus": "ringing", "Direction": "inbound"}


def _failed(line: CarrierLine, verb: str, params: dict[str, Any], clock: FixedClock) -> InboxEvent:
    return InboxEvent.objects.create(
        source="voice.ask",
        key=f"{line.tenant_key}:{verb}:x",
        tenant_key=line.tenant_key,
        path=f"/hooks/voice/{line.tenant_key}/{verb}",
        params=params,
        received_at=clock.now(),
        state="failed",
        error="OperationalError: gone",
    )


def _replayed(event: InboxEvent, clock: FixedClock) -> str:
    assert inbox.replay(event.pk)
    inbox.work_due(clock.now())
    event.refresh_from_db()
    return str(event.state)


@pytest.mark.parametrize("ended", [False, True])
def test_a_message_that_was_lost_is_kept(
    line: CarrierLine, floor: Floor, clock: FixedClock, ended: bool
) -> None:
    line.arrive("CA1")
    line.press("CA1", "2")
    if ended:
        with in_tenant(line.tenant_key):
            floor.hang_up(Call.objects.get())
    event = _failed(line, "voicemail", RECORDED, clock)
    assert _replayed(event, clock) == "done"
    with in_tenant(line.tenant_key):
        assert Voicemail.objects.get().duration_s == 8
    assert not inbox.replay(event.pk)


def test_a_call_nobody_answered_is_kept_with_its_contact(line: CarrierLine, clock: FixedClock) -> None:
    assert _replayed(_failed(line, "answer", ARRIVED, clock), clock) == "done"
    with in_tenant(line.tenant_key):
        call = Call.objects.get()
        assert (call.carrier_sid, call.outcome, call.state) == ("CA9", "failed", "in_flow")
        assert call.contact_id is not None


@pytest.mark.parametrize(
    ("verb", "params"),
    [("answer", {**ARRIVED, "CallSid": "CA1"}), ("step", {"CallSid": "CA1", "Digits": "1"})],
)
def test_what_went_on_without_it_is_left_alone(
    line: CarrierLine, clock: FixedClock, verb: str, params: dict[str, str]
) -> None:
    line.arrive("CA1")
    with in_tenant(line.tenant_key):
        before = Call.objects.values().get()
    assert _replayed(_failed(line, verb, params, clock), clock) == "ignored"
    with in_tenant(line.tenant_key):
        assert Call.objects.values().get() == before
