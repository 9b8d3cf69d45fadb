"""An agent's page dies in the middle of a call."""

from datetime import timedelta

from infra.base.models import Timer
from telephony.engine.commands import Enqueue, JoinConference
from telephony.engine.events import RoomChange
from telephony.models import Agent, Handling, QueueVisit
from telephony.services.agent_lost import requeue_lost
from telephony.services.connect_caller import connect_caller
from telephony.services.connect_refused import connect_refused
from telephony.services.join_agent_leg import join_agent_leg
from tests.telephony.calls.floor import Floor, fresh, visit_of


def _agent_leg(handling: Handling) -> str:
    return handling.legs.order_by("-pk")[0].carrier_sid


def _lose(floor: Floor, handling: Handling) -> None:
    floor.room(handling.call, RoomChange.LEFT, _agent_leg(handling), reason="participant_hung_up")


def test_the_caller_hears_music_and_the_agent_has_time_to_return(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    _lose(floor, handling)
    assert fresh(handling.call).state == "connecting"
    assert [c.payload["on"] for c in floor.commands("carrier.hold")] == [True]
    grace = Timer.objects.filter(kind="agent_grace").order_by("-due_at")[0]
    assert grace.due_at == floor.now + timedelta(seconds=30)
    assert Handling.objects.get(pk=handling.pk).ended_at is None


def test_the_agent_returns_to_the_same_conversation(floor: Floor) -> None:
    agent = floor.agent()
    handling = floor.talking()
    connected_at = handling.connected_at
    _lose(floor, handling)
    floor.tick(5)
    floor.agent_leg(handling)
    assert fresh(handling.call).state == "talking"
    assert [c.payload["on"] for c in floor.commands("carrier.hold")] == [True, False]
    assert Handling.objects.get(pk=handling.pk).connected_at == connected_at
    assert not requeue_lost(handling_id=handling.pk, now=floor.tick(30))
    assert Agent.objects.get(pk=agent.pk).state == "talking"


def test_an_agent_who_stays_away_loses_the_caller_to_the_next(floor: Floor) -> None:
    first = floor.agent()
    call = floor.queued()
    place = visit_of(call).place_at
    floor.tick(3)
    handling = floor.accepted(call)
    floor.agent_leg(handling)
    floor.tick(60)
    _lose(floor, handling)
    floor.tick(30)
    second = floor.agent()
    other = floor.queued("+12025550177")
    assert requeue_lost(handling_id=handling.pk, now=floor.now)
    assert Agent.objects.get(pk=first.pk).state == "not_responding"
    visit = visit_of(call)
    assert (visit.place_at, visit.enqueued_at) == (place, floor.now)
    assert QueueVisit.objects.filter(call=call).count() == 2
    # The second agent was rung for the other call already; the lost one is next in line.
    assert floor.offer_of(other).agent_id == second.pk
    floor.hang_up(other)
    assert floor.offer_of(call).agent_id == second.pk
    assert [c.payload["call_ref"] for c in floor.commands("carrier.requeue")] == [call.carrier_sid]


def test_the_caller_of_a_lost_agent_goes_back_into_the_queue(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    _lose(floor, handling)
    requeue_lost(handling_id=handling.pk, now=floor.tick(30))
    assert isinstance(connect_caller(call_ref=handling.call.carrier_sid)[-1], Enqueue)


def test_a_late_notice_of_the_old_conference_does_not_end_the_new_wait(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    _lose(floor, handling)
    requeue_lost(handling_id=handling.pk, now=floor.tick(30))
    floor.room(handling.call, RoomChange.LEFT, handling.call.carrier_sid, reason="participant_hung_up")
    assert fresh(handling.call).state == "queued"
    assert visit_of(handling.call).left_at is None


def test_an_agent_who_never_came_is_lost_too(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.queued()
    handling = floor.accepted(call)
    assert requeue_lost(handling_id=handling.pk, now=floor.tick(30))
    assert fresh(call).state == "queued"
    assert Agent.objects.get(pk=agent.pk).state == "not_responding"


def test_an_agent_alone_in_the_room_gets_the_caller_brought_again(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    handling = floor.accepted(call)
    join_agent_leg(handling_id=handling.pk, agent_id=handling.agent_id, call_ref="CAagent", now=floor.now)
    floor.room(call, RoomChange.JOINED, "CAagent")
    assert not requeue_lost(handling_id=handling.pk, now=floor.tick(30))
    assert len(floor.commands("carrier.connect")) == 2


def test_the_end_of_the_conference_is_no_loss_of_the_agent(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    floor.room(handling.call, RoomChange.LEFT, _agent_leg(handling), reason="moderator_ended_conference")
    assert fresh(handling.call).state == "talking"
    floor.hang_up(handling.call)
    assert fresh(handling.call).state == "ended"
    assert not floor.commands("carrier.hold")


def test_a_browser_leg_that_ended_without_a_conference_notice_is_lost(floor: Floor) -> None:
    floor.agent()
    handling = floor.talking()
    floor.hang_up(handling.call, ref=_agent_leg(handling))
    assert fresh(handling.call).state == "connecting"


def test_only_the_agent_who_accepted_is_put_through(floor: Floor) -> None:
    floor.agent()
    other = floor.agent()
    handling = floor.accepted(floor.queued())
    refused = join_agent_leg(handling_id=handling.pk, agent_id=other.pk, call_ref="CAx", now=floor.now)
    assert not any(isinstance(c, JoinConference) for c in refused)
    nobody = join_agent_leg(handling_id=None, agent_id=None, call_ref="CAy", now=floor.now)
    assert not any(isinstance(c, JoinConference) for c in nobody)


def test_a_refused_connection_gives_the_caller_back_and_frees_the_agent(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.queued()
    handling = floor.accepted(call)
    connect_refused(handling_id=handling.pk, caller_gone=False, now=floor.now)
    assert Handling.objects.get(pk=handling.pk).wrapped_up_at == floor.now
    # Nobody else is free, so the same agent is rung again.
    assert floor.offer_of(call).agent_id == agent.pk
    assert floor.offer_of(call).state == "offered"


def test_a_refused_connection_of_a_caller_who_is_gone_ends_the_call(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    handling = floor.accepted(call)
    connect_refused(handling_id=handling.pk, caller_gone=True, now=floor.now)
    assert fresh(call).state == "ended"
    assert Agent.objects.get(pk=handling.agent_id).state == "wrap_up"
