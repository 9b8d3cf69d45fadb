"""Late, repeated and disordered notices are recorded and never move a call back."""

from datetime import timedelta

import pytest

from telephony.engine.events import CarrierStatus, LegChanged, RoomChange, RoomChanged
from telephony.models import Agent, CallEvent, Handling, Leg
from telephony.services.leg_changed import leg_changed
from telephony.services.locks import CallUnknown
from telephony.services.room_changed import room_changed
from tests.telephony.calls.floor import Floor, fresh


def _status(floor: Floor, ref: str, status: CarrierStatus, seconds: float = 0) -> None:
    at = floor.now + timedelta(seconds=seconds)
    leg_changed(change=LegChanged(ref, status, at, 1, None, status.value), now=floor.now)


def test_answered_after_completed_changes_nothing(floor: Floor) -> None:
    call = floor.ring()
    floor.hang_up(call, duration_s=3)
    _status(floor, call.carrier_sid, CarrierStatus.IN_PROGRESS, -2)
    assert fresh(call).state == "ended"
    kinds = set(CallEvent.objects.filter(call=call).values_list("kind", flat=True))
    assert {"leg.completed", "leg.in_progress"} <= kinds


def test_completed_twice_ends_once(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    floor.hang_up(handling.call, duration_s=40)
    floor.hang_up(handling.call, at=floor.tick(5), duration_s=40)
    assert CallEvent.objects.filter(call=handling.call, kind="call.ended").count() == 1
    assert Agent.objects.get(pk=agent.pk).state == "wrap_up"


def test_an_unknown_status_is_recorded(floor: Floor) -> None:
    call = floor.ring()
    _status(floor, call.carrier_sid, CarrierStatus.UNKNOWN)
    assert fresh(call).state == "in_flow"


def test_a_failed_leg_is_the_systems_end(floor: Floor) -> None:
    call = floor.ring()
    _status(floor, call.carrier_sid, CarrierStatus.FAILED)
    assert (fresh(call).state, fresh(call).ended_by) == ("ended", "system")


def test_a_notice_before_the_call_is_known_is_tried_again_later(floor: Floor) -> None:
    with pytest.raises(CallUnknown):
        _status(floor, "CAearly", CarrierStatus.RINGING)


@pytest.mark.parametrize("room", ["not-a-call", "00000000-0000-7000-8000-000000000000"])
def test_a_conference_that_is_no_call_of_ours(floor: Floor, room: str) -> None:
    notice = RoomChanged(room, "CF1", RoomChange.JOINED, "CA1", "", floor.now, 1)
    with pytest.raises(CallUnknown):
        room_changed(change=notice, now=floor.now)


def test_a_join_told_after_the_leave_does_not_bring_the_leg_back(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    ref = Leg.objects.get(kind="agent").carrier_sid
    joined_at = floor.now
    floor.room(handling.call, RoomChange.LEFT, ref, at=floor.tick(5), reason="participant_hung_up")
    floor.room(handling.call, RoomChange.JOINED, ref, at=joined_at)
    assert Leg.objects.get(kind="agent").left_at is not None
    assert fresh(handling.call).state == "connecting"


def test_the_order_of_the_two_joins_does_not_matter(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    handling = floor.accepted(call)
    from_agent_first = "CAfirst"
    Leg.objects.create(
        call=call, kind="agent", agent=handling.agent, handling=handling, carrier_sid=from_agent_first,
        started_at=floor.now,
    )  # fmt: skip
    floor.room(call, RoomChange.JOINED, from_agent_first, at=floor.now + timedelta(seconds=2))
    assert fresh(call).state == "connecting"
    floor.room(call, RoomChange.JOINED, call.carrier_sid, at=floor.now + timedelta(seconds=1))
    assert fresh(call).state == "talking"


def test_a_caller_who_leaves_the_room_ends_the_talk_even_without_a_status(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    floor.room(handling.call, RoomChange.LEFT, handling.call.carrier_sid, reason="participant_hung_up")
    assert Agent.objects.get(pk=agent.pk).state == "wrap_up"
    assert Handling.objects.get(pk=handling.pk).ended_by == "caller"
    floor.hang_up(handling.call)
    assert (fresh(handling.call).state, fresh(handling.call).outcome) == ("ended", "answered")


def test_the_carriers_time_counts_not_ours(floor: Floor) -> None:
    call = floor.ring()
    ended_at = floor.tick(4)
    floor.tick(60)
    floor.hang_up(call, at=ended_at, duration_s=4)
    assert fresh(call).ended_at == ended_at
