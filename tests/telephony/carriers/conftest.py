"""The carrier stand-in on a virtual clock, and a customer account in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from telephony.carriers.twilio.client import TwilioCarrier
from telephony.carriers.twilio.links import Links
from telephony.carriers.twilio.provisioning import TwilioProvisioning
from telephony.simulator.embedded import Running, start
from tests.telephony.simulator.web import SITE, Site

LINKS = Links(SITE, "t_abc")
NUMBER = "+14156550100"
CALLER = "+12125550111"


@dataclass(frozen=True)
class Keys:
    """Credentials of an account."""

    sid: str
    auth_token: str
    api_key_sid: str = ""
    api_key_secret: str = ""
    application_sid: str = ""


@pytest.fixture
def site() -> Site:
    """Our side of the webhooks."""
    return Site()


@pytest.fixture
def stand_in(site: Site) -> Iterator[Running]:
    """The carrier stand-in."""
    running = start(answer=site.answer)
    yield running
    running.stop()


@pytest.fixture
def parent(stand_in: Running) -> TwilioProvisioning:
    """Our own account."""
    return TwilioProvisioning(Keys(stand_in.account_sid, stand_in.auth_token), stand_in.base_url)


@pytest.fixture
def keys(parent: TwilioProvisioning) -> Keys:
    """A customer's account."""
    made = parent.create_subaccount("seatline-t_abc")
    return Keys(made.account_ref, made.auth_token)


@pytest.fixture
def account(stand_in: Running, keys: Keys) -> TwilioProvisioning:
    """Numbers and keys of the customer's account."""
    return TwilioProvisioning(keys, stand_in.base_url)


@pytest.fixture
def carrier(stand_in: Running, keys: Keys) -> TwilioCarrier:
    """Calls of the customer's account."""
    return TwilioCarrier(keys, stand_in.base_url)
