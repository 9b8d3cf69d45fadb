"""Tenants with what a sign-up gives them, and the carrier stand-in in the settings."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from infra.kit.clock import FixedClock
from telephony.services.setup.create_defaults import Owner, create_defaults
from telephony.services.setup.open_carrier_account import open_carrier_account
from telephony.simulator.embedded import Running, start
from tests.telephony.simulator.web import Site
from tests.tenants import people

NUMBER = "+14156550100"
OTHER_NUMBER = "+14156550101"


@pytest.fixture
def stand_in(settings: Settings) -> Iterator[Running]:
    """The carrier stand-in; the product is configured to use it."""
    running = start(answer=Site().answer)
    settings.CARRIER_API_BASE = running.base_url
    settings.CARRIER_ACCOUNT_SID = running.account_sid
    settings.CARRIER_AUTH_TOKEN = running.auth_token
    settings.PUBLIC_BASE_URL = "https://desk.example"
    yield running
    running.stop()


def furnish(key: str, clock: FixedClock, locale: str = "en", zone: str = "America/New_York") -> int:
    """Give a tenant its defaults; the user id of its owner."""
    owner = people.member(key, "owner")
    create_defaults(key, "Acme", "", zone, locale, Owner(owner.pk, owner.name, owner.email), clock.now())
    return owner.pk


@pytest.fixture
def furnished(acme: str, clock: FixedClock) -> str:
    """Acme with its defaults."""
    furnish(acme, clock)
    return acme


@pytest.fixture
def connected(furnished: str, stand_in: Running, clock: FixedClock) -> str:
    """Acme with its defaults and its account with the carrier."""
    open_carrier_account(furnished, clock.now())
    return furnished
