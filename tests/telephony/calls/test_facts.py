"""What other apps are told."""

from datetime import timedelta

from telephony import facade
from telephony.services.finish_wrap_up import finish_wrap_up
from tests.telephony.calls.floor import Floor


def test_a_handled_call_as_facts(floor: Floor) -> None:
    agent = floor.agent()
    start = floor.now
    handling = floor.talking()
    floor.tick(61)
    floor.hang_up(handling.call, duration_s=61)
    end = floor.tick(1)
    (visit,) = facade.queue_visits(start, end)
    assert (visit.outcome, visit.answered_by, visit.queue_name, visit.target_s) == (
        "answered",
        agent.pk,
        "Help",
        20,
    )
    (fact,) = facade.handlings(start, end)
    assert (fact.visit_id, fact.agent_id, fact.wrapped_up_at) == (visit.id, agent.pk, None)
    (call,) = facade.billable_calls(start, end)
    assert (call.duration_s, call.minutes) == (61, 2)
    assert facade.earliest_unfinished() == start
    finish_wrap_up(handling_id=handling.pk, agent_id=agent.pk, disposition="solved", note="", now=end)
    assert facade.earliest_unfinished() is None
    assert facade.changed_since(end) == start
    assert facade.changed_since(end + timedelta(seconds=1)) is None


def test_a_call_in_progress_is_not_billed(floor: Floor) -> None:
    floor.ring()
    assert facade.billable_calls(floor.now, floor.now + timedelta(hours=1)) == []


def test_without_the_carriers_count_our_own_times_count(floor: Floor) -> None:
    start = floor.now
    call = floor.ring()
    floor.hang_up(call, at=start + timedelta(seconds=59, milliseconds=100), duration_s=None)
    (billed,) = facade.billable_calls(start, start + timedelta(seconds=1))
    assert (billed.duration_s, billed.minutes) == (60, 1)


def test_periods_are_half_open(floor: Floor) -> None:
    floor.agent(status="break")
    floor.queued()
    assert len(facade.queue_visits(floor.now, floor.now + timedelta(seconds=1))) == 1
    assert facade.queue_visits(floor.now - timedelta(hours=1), floor.now) == []


def test_who_and_what_there_is(floor: Floor) -> None:
    agent = floor.agent()
    assert [q.name for q in facade.queues()] == ["Help"]
    assert [a.id for a in facade.agents()] == [agent.pk]
    assert [n.e164 for n in facade.numbers()] == [floor.number]
    found = facade.agent_of(agent.user_id)
    assert found is not None
    assert found.id == agent.pk
    assert [i.state for i in facade.agent_intervals(floor.now, floor.tick(1)) if i.agent_id == agent.pk][
        -1
    ] == "available"
