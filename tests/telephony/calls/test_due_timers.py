"""Timers enter their own tenant, also when two tenants have the same keys."""

from datetime import timedelta

from infra.base import timers
from infra.base.models import Timer
from infra.kit.clock import FixedClock
from telephony.models import Agent, Handling, Offer
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor, fresh


def test_an_offer_times_out_by_its_timer(acme: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        floor = Floor.open(clock.now(), agents=1)
        floor.queued()
    timers.run_due(clock.now() + timedelta(seconds=19))
    with in_tenant(acme):
        assert Offer.objects.get().state == "offered"
    timers.run_due(clock.now() + timedelta(seconds=20))
    with in_tenant(acme):
        assert Offer.objects.get().state == "timeout"
        assert Agent.objects.get().state == "not_responding"


def test_grace_and_wrap_up_by_their_timers(acme: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        floor = Floor.open(clock.now(), agents=1)
        lost = floor.queued()
        floor.accepted(lost)
        other = floor.agent()
        handling = floor.talking("+12025550177")
        floor.hang_up(handling.call)
    timers.run_due(clock.now() + timedelta(seconds=30))
    with in_tenant(acme):
        assert fresh(lost).state == "queued"
    timers.run_due(clock.now() + timedelta(seconds=120))
    with in_tenant(acme):
        assert Handling.objects.get(pk=handling.pk).disposition == "timeout"
        assert Agent.objects.get(pk=other.pk).state == "available"


def test_a_timer_of_one_tenant_touches_nothing_of_another(acme: str, globex: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        floor = Floor.open(clock.now(), agents=1)
        offer = floor.offer_of(floor.queued())
    with in_tenant(globex):
        Floor.open(clock.now(), agents=1)
    # Globex has a timer with Acme's key, as if a row had been written into the wrong tenant.
    Timer.objects.filter(kind="offer_timeout").update(tenant_key=globex)
    timers.run_due(clock.now() + timedelta(seconds=60))
    with in_tenant(acme):
        assert Offer.objects.get(pk=offer.pk).state == "offered"


def test_the_recheck_finds_a_page_that_came_back(acme: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        floor = Floor.open(clock.now(), agents=1)
        floor.now += timedelta(seconds=11)
        call = floor.ring()
        floor.press(call)
        assert not Offer.objects.exists()
        floor.tick(20)
        floor.pong()
    timers.run_due(floor.now)
    with in_tenant(acme):
        assert floor.offer_of(call).state == "offered"
