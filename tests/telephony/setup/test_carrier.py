"""Accounts and numbers: resumable from every crash, nothing paid twice, nobody else's taken."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.kit.clock import FixedClock
from telephony.carriers import access
from telephony.engine.ports import CarrierBusy, CarrierError, CarrierUnknown
from telephony.models import Flow, NumberRoute
from telephony.services.setup.numbers import (
    MOST_NUMBERS,
    NumberGone,
    TooManyNumbers,
    buy_number,
    search_numbers,
)
from telephony.services.setup.open_carrier_account import open_carrier_account
from telephony.simulator.embedded import Running
from tenants.directory import facade as directory
from tenants.directory.context import in_tenant
from tests.telephony.setup.conftest import NUMBER, OTHER_NUMBER, furnish

HOOKS = "https://desk.example/hooks/voice"


def subaccounts(stand_in: Running) -> list[str]:
    accounts = access.parent_provisioning().rest.api.v2010.accounts.list()
    return [str(account.friendly_name) for account in accounts if account.sid != stand_in.account_sid]


def held(key: str) -> list[str]:
    return [
        str(number.phone_number) for number in access.provisioning(key).rest.incoming_phone_numbers.list()
    ]


def test_an_account_has_an_application_and_a_key(acme: str, stand_in: Running, clock: FixedClock) -> None:
    open_carrier_account(acme, clock.now())
    credentials = directory.carrier_account(acme)
    assert credentials is not None
    assert all((credentials.auth_token, credentials.api_key_secret))
    application = access.provisioning(acme).rest.applications(credentials.application_sid).fetch()
    assert (application.voice_url or "").startswith(f"{HOOKS}/{acme}/agent")
    assert (application.voice_fallback_url, subaccounts(stand_in)) == (
        f"{HOOKS}/fallback",
        [f"seatline-{acme}"],
    )


def test_opening_again_changes_nothing(acme: str, stand_in: Running, clock: FixedClock) -> None:
    open_carrier_account(acme, clock.now())
    before = directory.carrier_account(acme)
    open_carrier_account(acme, clock.now())
    assert directory.carrier_account(acme) == before
    assert len(subaccounts(stand_in)) == 1


class Crash(Exception):
    """The process ended here."""


class CrashAfter:
    """Lets `number` writes of credentials through and dies at the next one."""

    def __init__(self, number: int, save: Callable[..., None]) -> None:
        self.left, self.save = number, save

    def __call__(self, *args: Any) -> None:
        if self.left == 0:
            raise Crash
        self.left -= 1
        self.save(*args)


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_crash_between_making_and_storing_makes_nothing_twice(
    acme: str, stand_in: Running, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(directory, "save_carrier_account", CrashAfter(writes, directory.save_carrier_account))
        with pytest.raises(Crash):
            open_carrier_account(acme, clock.now())
    open_carrier_account(acme, clock.now())
    rest = access.provisioning(acme).rest
    assert [len(subaccounts(stand_in)), len(rest.applications.list()), len(rest.keys.list())] == [1, 1, 1]


def test_a_number_is_bought_pointed_here_and_routed(
    connected: str, stand_in: Running, clock: FixedClock
) -> None:
    buy_number(connected, NUMBER, clock.now())
    line = directory.line_by_number(NUMBER)
    assert line is not None
    assert (line.tenant_key, line.state, line.bought_at) == (connected, "active", clock.now())
    owned = access.provisioning(connected).rest.incoming_phone_numbers(line.carrier_sid).fetch()
    assert (owned.voice_url or "").startswith(f"{HOOKS}/{connected}/answer")
    assert owned.voice_fallback_url == f"{HOOKS}/fallback"
    assert owned.friendly_name == directory.tenant_by_key(connected).name
    with in_tenant(connected):
        assert NumberRoute.objects.get().flow == Flow.objects.get()


def test_a_number_bought_before_a_crash_is_not_bought_again(
    connected: str, stand_in: Running, clock: FixedClock
) -> None:
    access.provisioning(connected).buy_number(NUMBER, access.links("t_elsewhere"))
    buy_number(connected, NUMBER, clock.now())
    buy_number(connected, NUMBER, clock.now())
    assert held(connected) == [NUMBER]
    (number,) = access.provisioning(connected).rest.incoming_phone_numbers.list()
    assert (number.voice_url or "").startswith(f"{HOOKS}/{connected}/answer")


def test_a_number_somebody_bought_meanwhile_is_refused_and_free_for_others(
    connected: str, stand_in: Running, clock: FixedClock
) -> None:
    access.parent_provisioning().buy_number(NUMBER, access.links("t_stranger"))
    with pytest.raises(NumberGone):
        buy_number(connected, NUMBER, clock.now())
    line = directory.line_by_number(NUMBER)
    assert line is not None
    assert line.state == "released"
    with in_tenant(connected):
        assert not NumberRoute.objects.exists()


def test_another_companys_number_cannot_be_taken(
    connected: str, globex: str, stand_in: Running, clock: FixedClock
) -> None:
    buy_number(connected, NUMBER, clock.now())
    furnish(globex, clock, "zh-hans", "Asia/Shanghai")
    open_carrier_account(globex, clock.now())
    with pytest.raises(directory.LineOfAnother):
        buy_number(globex, NUMBER, clock.now())
    line = directory.line_by_number(NUMBER)
    assert line is not None
    assert (line.tenant_key, held(globex)) == (connected, [])


def test_each_company_has_an_account_of_its_own(
    connected: str, globex: str, stand_in: Running, clock: FixedClock
) -> None:
    open_carrier_account(globex, clock.now())
    acme, other = directory.carrier_account(connected), directory.carrier_account(globex)
    assert acme is not None
    assert other is not None
    assert acme.sid != other.sid
    assert acme.auth_token != other.auth_token


def test_an_unreachable_carrier_leaves_a_claim_that_the_next_run_finishes(
    connected: str, stand_in: Running, clock: FixedClock, settings: Any
) -> None:
    settings.CARRIER_API_BASE = "http://127.0.0.1:1"
    with pytest.raises(CarrierError) as caught:
        buy_number(connected, NUMBER, clock.now())
    assert isinstance(caught.value, CarrierBusy | CarrierUnknown)
    settings.CARRIER_API_BASE = stand_in.base_url
    buy_number(connected, NUMBER, clock.now())
    assert held(connected) == [NUMBER]


def test_a_company_cannot_collect_numbers(connected: str, stand_in: Running, clock: FixedClock) -> None:
    for number in range(MOST_NUMBERS):
        directory.save_line(tenant_key=connected, e164=f"+1415655{number:04}", state="active")
    with pytest.raises(TooManyNumbers):
        buy_number(connected, OTHER_NUMBER.replace("0101", "9999"), clock.now())


def test_numbers_are_found_before_there_is_an_account(db: None, stand_in: Running) -> None:
    found = search_numbers("us", area_code="212", limit=4)
    assert len(found) == 4
    assert all(number.e164.startswith("+1212") for number in found)
