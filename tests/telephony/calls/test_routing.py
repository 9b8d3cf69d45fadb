"""Who gets a waiting call, and what is written down about it."""

from datetime import timedelta
from itertools import pairwise

from infra.base.models import Timer
from telephony.models import Agent, AgentStateInterval, Offer, RoutingDecision
from telephony.services.route import route
from tests.telephony.calls.floor import Floor, fresh


def test_the_longest_idle_agent_is_offered_the_call(floor: Floor) -> None:
    first = floor.agent()
    floor.tick(30)
    floor.agent()
    call = floor.queued()
    assert floor.offer_of(call).agent_id == first.pk
    assert Agent.objects.get(pk=first.pk).state == "ringing"


def test_an_offer_has_a_limit_and_a_timer(floor: Floor) -> None:
    floor.agent()
    offer = floor.offer_of(floor.queued())
    assert offer.expires_at == floor.now + timedelta(seconds=20)
    timer = Timer.objects.get(kind="offer_timeout")
    assert (timer.key, timer.due_at) == (str(offer.pk), offer.expires_at)


def test_an_agent_whose_page_is_silent_gets_no_call(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.ring()
    floor.tick(11)
    floor.press(call)
    assert not Offer.objects.exists()
    reason = RoutingDecision.objects.get().reasons[0]
    assert (reason["agent_id"], reason["code"]) == (agent.pk, "session_stale")


def test_an_agent_whose_device_is_not_registered_gets_no_call(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.ring()
    Agent.objects.filter(pk=agent.pk).update(voice_ready=False)
    floor.press(call)
    assert not Offer.objects.exists()


def test_an_agent_without_the_skill_gets_no_call(floor: Floor) -> None:
    floor.agent(skilled=False)
    able = floor.agent(status="break")
    call = floor.queued()
    assert fresh(call).state == "queued"
    codes = {r["agent_id"]: r["code"] for r in RoutingDecision.objects.get().reasons}
    assert codes[able.pk] == "status"
    assert set(codes.values()) == {"status", "skill"}


def test_calls_are_served_in_order_of_arrival(floor: Floor) -> None:
    floor.agent(status="break")
    first = floor.queued("+12025550101")
    floor.tick(1)
    second = floor.queued("+12025550102")
    agent = floor.agent()
    assert floor.offer_of(first).agent_id == agent.pk
    assert not Offer.objects.filter(call=second).exists()


def test_the_same_empty_decision_is_written_once(floor: Floor) -> None:
    floor.agent(status="break")
    floor.queued()
    for _ in range(3):
        floor.tick(10)
        floor.pong()
        route(trigger="recheck", now=floor.now)
    assert RoutingDecision.objects.count() == 1


def test_a_call_nobody_can_take_is_looked_at_again(floor: Floor) -> None:
    floor.agent(status="break")
    floor.queued()
    due = Timer.objects.get(kind="queue_recheck").due_at
    assert timedelta(seconds=10) <= due - floor.now <= timedelta(seconds=20)


def test_no_agent_has_two_offers_and_no_call_either(floor: Floor) -> None:
    agents = [floor.agent() for _ in range(2)]
    calls = [floor.queued(f"+1202555010{n}") for n in range(3)]
    offers = Offer.objects.filter(state="offered")
    assert {o.agent_id for o in offers} == {a.pk for a in agents}
    assert {o.call_id for o in offers} == {c.pk for c in calls[:2]}


def test_the_ledger_of_states_has_no_holes(floor: Floor) -> None:
    agent = floor.agent()
    floor.tick(5)
    handling = floor.talking()
    floor.hang_up(handling.call)
    rows = list(AgentStateInterval.objects.filter(agent=agent).order_by("pk"))
    for before, after in pairwise(rows):
        assert before.ended_at == after.started_at
    assert rows[-1].ended_at is None
    assert [r.call_id for r in rows[-3:]] == [handling.call_id] * 3
