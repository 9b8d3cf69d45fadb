"""Two things at the same moment: real threads, real transactions, and a broken twin that must lose."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection

from infra.base import outbox
from infra.kit.clock import FixedClock
from telephony import carrier_commands
from telephony.models import Agent, Call, Handling, Offer, OfferState
from telephony.services.accept_offer import accept_offer
from telephony.services.expire_offer import expire_offer
from telephony.services.route import route
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor

WORKERS = 6


@pytest.fixture
def live(live_tenant: str, clock: FixedClock) -> Iterator[tuple[str, Floor]]:
    """A committed call centre; nothing is sent to a carrier."""
    for kind in carrier_commands.KINDS:
        outbox.register(kind, lambda tenant_key, payload: {})
    with in_tenant(live_tenant):
        floor = Floor.open(clock.now())
    yield live_tenant, floor
    for kind, send in carrier_commands.KINDS.items():
        outbox.register(kind, send)


def together(work: Callable[[int], object], workers: int = WORKERS) -> list[object]:
    """What each of the threads got, started at the same moment: a result or an exception."""
    gate = threading.Barrier(workers)
    results: list[object] = [None] * workers

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = work(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _offered(key: str, floor: Floor) -> Offer:
    with in_tenant(key):
        floor.agent()
        return floor.offer_of(floor.queued())


def test_many_acceptances_of_one_offer_make_one_handling(live: tuple[str, Floor]) -> None:
    key, floor = live
    offer = _offered(key, floor)

    def accept(_: int) -> object:
        with in_tenant(key):
            return accept_offer(offer_id=offer.pk, agent_id=offer.agent_id, now=floor.now).pk

    results = together(accept)
    assert len({str(r) for r in results}) == 1
    with in_tenant(key):
        assert Handling.objects.count() == 1


def test_acceptance_against_time_out_has_one_winner(live: tuple[str, Floor]) -> None:
    key, floor = live
    for _ in range(5):
        offer = _offered(key, floor)

        def act(number: int, offer: Offer = offer) -> object:
            with in_tenant(key):
                if number % 2:
                    return expire_offer(offer_id=offer.pk, now=offer.expires_at)
                return accept_offer(offer_id=offer.pk, agent_id=offer.agent_id, now=offer.offered_at)

        together(act)
        with in_tenant(key):
            accepted = Handling.objects.filter(visit_id=offer.visit_id).exists()
            state = Offer.objects.get(pk=offer.pk).state
            agent = Agent.objects.get(pk=offer.agent_id).state
            floor.hang_up(offer.call)
        assert (accepted, state, agent) in {
            (True, "accepted", "talking"),
            (False, "timeout", "not_responding"),
        }


def test_routing_at_the_same_moment_never_doubles_an_offer(live: tuple[str, Floor]) -> None:
    key, floor = live
    with in_tenant(key):
        agents = [floor.agent(status="break") for _ in range(4)]
        for number in range(8):
            floor.queued(f"+120255501{number:02}")
        Agent.objects.filter(pk__in=[a.pk for a in agents]).update(state="available")

    def decide(_: int) -> object:
        with in_tenant(key):
            return len(route(trigger="race", now=floor.now))

    assert sum(int(str(n)) for n in together(decide)) == 4
    with in_tenant(key):
        offers = list(Offer.objects.filter(state=OfferState.OFFERED))
        assert len({o.agent_id for o in offers}) == len({o.call_id for o in offers}) == len(offers) == 4


def test_callers_arriving_and_leaving_while_agents_answer_leave_nobody_stuck(live: tuple[str, Floor]) -> None:
    key, floor = live
    with in_tenant(key):
        for _ in range(3):
            floor.agent()
        calls = [floor.queued(f"+120255501{number:02}") for number in range(WORKERS)]

    def act(number: int) -> object:
        with in_tenant(key):
            call = calls[number]
            if number % 2:
                floor.hang_up(call)
                return None
            offer = Offer.objects.filter(call=call, state="offered").first()
            return offer and accept_offer(offer_id=offer.pk, agent_id=offer.agent_id, now=floor.now)

    together(act)
    with in_tenant(key):
        ringing = set(Agent.objects.filter(state="ringing").values_list("pk", flat=True))
        assert ringing == set(Offer.objects.filter(state="offered").values_list("agent_id", flat=True))
        talking = set(Agent.objects.filter(state__in=["talking"]).values_list("pk", flat=True))
        assert talking == set(Handling.objects.filter(ended_at=None).values_list("agent_id", flat=True))
        ended = Call.objects.filter(state="ended")
        assert not Offer.objects.filter(call__in=ended, state="offered").exists()


# --- the broken twin: look first, then write, without lock or condition -----------------------------


def _accept_by_looking_first(offer_id: UUID, now: datetime, looked: threading.Barrier) -> bool:
    offer = Offer.objects.get(pk=offer_id)
    is_free = offer.state == OfferState.OFFERED
    looked.wait(timeout=5)
    if is_free:
        Offer.objects.filter(pk=offer_id).update(state=OfferState.ACCEPTED, ended_at=now)
    return is_free


def test_the_twin_that_looks_before_it_writes_has_several_winners(live: tuple[str, Floor]) -> None:
    key, floor = live
    offer = _offered(key, floor)
    looked = threading.Barrier(WORKERS)

    def accept(_: int) -> object:
        with in_tenant(key):
            return _accept_by_looking_first(offer.pk, floor.now, looked)

    assert together(accept).count(True) > 1
