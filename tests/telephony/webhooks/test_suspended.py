"""A suspended company's callers are told so in its language; calls that began before go on."""

from datetime import timedelta

import pytest

from infra.kit.clock import FixedClock
from telephony.facade import billable_calls
from telephony.models import Call, QueueVisit
from tenants.directory.context import in_tenant
from tenants.directory.facade import change_state
from tests.telephony.calls.floor import Floor
from tests.telephony.webhooks.carrier_line import CarrierLine

ENGLISH, CHINESE = "cannot take calls at the moment", "暂时无法接听电话"


def _suspend(key: str, clock: FixedClock) -> None:
    assert change_state(key, "suspended", actor="operator", now=clock.now())


@pytest.mark.parametrize(("who", "words"), [("acme", ENGLISH), ("globex", CHINESE)])
def test_a_new_caller_is_told_in_the_companys_language(
    who: str, words: str, request: pytest.FixtureRequest, clock: FixedClock
) -> None:
    key = request.getfixturevalue(who)
    with in_tenant(key):
        floor = Floor.open(clock.now(), agents=1)
    line = CarrierLine.open(key)
    _suspend(key, clock)
    said = line.arrive().content.decode()
    assert words in said
    assert "<Hangup/>" in said
    assert "<Gather" not in said
    assert line.arrive(delivery="again").content.decode() == said
    with in_tenant(key):
        floor.hang_up(Call.objects.get(), at=floor.tick(6), duration_s=6)
        call = Call.objects.get()
        assert (call.state, call.outcome) == ("ended", "suspended")
        assert not QueueVisit.objects.exists()
        assert billable_calls(clock.now(), clock.now() + timedelta(days=1)) == []


def test_a_call_that_began_before_goes_on(line: CarrierLine, clock: FixedClock) -> None:
    line.arrive("CA1")
    _suspend(line.tenant_key, clock)
    assert b"<Gather" in line.arrive("CA1", delivery="asked again").content
    assert b"<Record" in line.press("CA1", "2").content


def test_resumed_it_answers_as_before(line: CarrierLine, clock: FixedClock) -> None:
    _suspend(line.tenant_key, clock)
    assert ENGLISH in line.arrive("CA1").content.decode()
    change_state(line.tenant_key, "active", actor="operator", now=clock.now())
    assert b"<Gather" in line.arrive("CA2").content
