"""The first second of a call."""

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from telephony.engine.commands import Gather, Hangup, JoinConference, Say
from telephony.engine.events import CallArrived, CarrierStatus
from telephony.models import Call, CallEvent, FlowVersion, Leg
from telephony.services.receive_call import receive_call
from tenants.crm.facade import contact_card
from tests.telephony.calls.floor import CALLER, NUMBER, Floor, fresh


def _arrive(
    floor: Floor, *, ref: str = "CA1", caller: str = CALLER, called: str = NUMBER
) -> tuple[object, ...]:
    return receive_call(arrived=CallArrived(ref, "AC", caller, called, CarrierStatus.RINGING), now=floor.now)


def test_a_caller_becomes_a_contact_and_is_known_the_next_time(floor: Floor) -> None:
    _arrive(floor)
    _arrive(floor, ref="CA2")
    first, second = Call.objects.order_by("carrier_sid")
    assert first.contact_id is not None
    assert first.contact_id == second.contact_id
    assert (first.caller_is_new, second.caller_is_new) == (True, False)
    card = contact_card(first.contact_id)
    assert card is not None
    assert card.number == CALLER


def test_a_withheld_number_makes_no_contact(floor: Floor) -> None:
    assert isinstance(_arrive(floor, caller="anonymous")[-1], Gather)
    assert Call.objects.get().contact_id is None


def test_an_unknown_number_is_refused_politely_in_two_languages(floor: Floor) -> None:
    said = _arrive(floor, called="+12025550999")
    assert [s.language for s in said if isinstance(s, Say)] == ["en", "zh-CN"]
    assert said[-1] == Hangup()
    assert not Call.objects.exists()


def test_being_asked_again_goes_on_with_the_same_call(floor: Floor) -> None:
    _arrive(floor)
    assert isinstance(_arrive(floor)[-1], Gather)
    assert Call.objects.count() == 1
    assert Leg.objects.count() == 1


def test_being_asked_again_during_a_conversation_leads_back_to_it(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    again = _arrive(floor, ref=handling.call.carrier_sid)
    assert isinstance(again[0], JoinConference)


def test_the_call_keeps_the_version_it_began_with(floor: Floor) -> None:
    _arrive(floor)
    call = Call.objects.get()
    version = call.flow_version
    assert version is not None
    newer = FlowVersion.objects.create(
        flow=version.flow, number=2, content={}, sha256="1" * 64, published_at=floor.now
    )
    version.flow.live_version = newer
    version.flow.save()
    floor.agent()
    floor.press(call)
    assert fresh(call).flow_version_id == version.pk
    assert fresh(call).state == "queued"


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_published_version_never_changes(floor: Floor, change: str) -> None:
    version = FlowVersion.objects.filter(number=1)
    with pytest.raises((IntegrityError, InternalError), match="never changes"), transaction.atomic():
        version.update(message="better") if change == "update" else version._raw_delete("default")


def test_the_way_through_the_flow_is_kept(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    trace = fresh(call).flow_state["trace"]
    assert [(t["node"], t["input"], t["exit"]) for t in trace] == [
        ("start", "", "next"),
        ("menu", "1", "help"),
        ("q", "", ""),
    ]
    assert CallEvent.objects.filter(call=call).order_by("pk").first().kind == "call.arrived"  # type: ignore[union-attr]
