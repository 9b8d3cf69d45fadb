"""An offer ends in exactly one way."""

import pytest
from django.db import IntegrityError, transaction

from infra.base.problems import NotFound
from telephony.models import Agent, Handling, Offer
from telephony.services.accept_offer import OfferExpired, OfferTaken, accept_offer
from telephony.services.decline_offer import decline_offer
from telephony.services.expire_offer import expire_offer
from tests.telephony.calls.floor import Floor, fresh, visit_of


def test_accepting_twice_is_accepting_once(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    first, second = floor.accepted(call), floor.accepted(call)
    assert first.pk == second.pk
    assert Handling.objects.count() == 1
    assert len(floor.commands("carrier.connect")) == 1


def test_nobody_accepts_another_agents_offer(floor: Floor) -> None:
    floor.agent()
    other = floor.agent()
    offer = floor.offer_of(floor.queued())
    with pytest.raises(NotFound):
        accept_offer(offer_id=offer.pk, agent_id=other.pk, now=floor.now)


def test_an_offer_that_ran_out_cannot_be_accepted_even_before_its_timer_ran(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    floor.tick(20)
    with pytest.raises(OfferExpired):
        floor.accepted(call)
    assert fresh(call).state == "queued"


def test_an_offer_whose_caller_left_is_taken(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    floor.hang_up(call)
    with pytest.raises(OfferTaken):
        floor.accepted(call)


def test_ringing_out_moves_on_and_keeps_the_callers_place(floor: Floor) -> None:
    first = floor.agent()
    floor.tick(1)
    second = floor.agent()
    call = floor.queued()
    offer = floor.offer_of(call)
    floor.tick(20)
    floor.pong()
    assert expire_offer(offer_id=offer.pk, now=floor.now)
    assert Agent.objects.get(pk=first.pk).state == "not_responding"
    assert floor.offer_of(call).agent_id == second.pk
    assert visit_of(call).place_at == offer.offered_at
    assert visit_of(call).left_at is None


def test_an_offer_does_not_time_out_early_or_after_an_answer(floor: Floor) -> None:
    floor.agent()
    call = floor.queued()
    offer = floor.offer_of(call)
    assert not expire_offer(offer_id=offer.pk, now=floor.now)
    floor.accepted(call)
    assert not expire_offer(offer_id=offer.pk, now=floor.tick(60))
    assert Offer.objects.get(pk=offer.pk).state == "accepted"


def test_a_declined_call_goes_to_the_next_agent(floor: Floor) -> None:
    first = floor.agent()
    floor.tick(1)
    second = floor.agent()
    call = floor.queued()
    decline_offer(offer_id=floor.offer_of(call).pk, agent_id=first.pk, reason="lunch", now=floor.tick(2))
    assert floor.offer_of(call).agent_id == second.pk
    assert Agent.objects.get(pk=first.pk).state == "available"
    assert Offer.objects.get(agent=first).reason == "lunch"


def test_a_caller_who_leaves_frees_the_agent_at_once_and_at_the_old_place(floor: Floor) -> None:
    agent = floor.agent()
    idle_since = Agent.objects.get(pk=agent.pk).idle_since
    floor.tick(5)
    call = floor.queued()
    floor.hang_up(call, at=floor.tick(3))
    after = Agent.objects.get(pk=agent.pk)
    assert (after.state, after.idle_since) == ("available", idle_since)
    assert Offer.objects.get().state == "cancelled"
    assert (visit_of(call).outcome, visit_of(call).wait_ms) == ("abandoned", 3000)
    assert fresh(call).outcome == "abandoned"


def test_the_next_caller_is_offered_when_one_leaves(floor: Floor) -> None:
    agent = floor.agent()
    first, second = floor.queued("+12025550101"), floor.queued("+12025550102")
    floor.hang_up(first)
    assert floor.offer_of(second).agent_id == agent.pk


def test_the_database_itself_refuses_a_second_live_offer(floor: Floor) -> None:
    floor.agent()
    other = floor.agent(status="break")
    offer = floor.offer_of(floor.queued())
    twin = {
        "visit_id": offer.visit_id,
        "call_id": offer.call_id,
        "offered_at": floor.now,
        "expires_at": floor.now,
    }
    with pytest.raises(IntegrityError, match="offer_one_live_per_visit"), transaction.atomic():
        Offer.objects.create(agent=other, **twin)
    second = visit_of(floor.queued("+12025550102"))
    with pytest.raises(IntegrityError, match="offer_one_live_per_agent"), transaction.atomic():
        Offer.objects.create(agent_id=offer.agent_id, **{**twin, "visit_id": second.pk})
