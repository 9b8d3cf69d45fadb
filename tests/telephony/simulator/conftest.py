"""A simulator on a virtual clock, a customer's site, and a bought number that points to it."""

from collections.abc import Iterator

import pytest
from twilio.rest import Client

from telephony.simulator.embedded import Running, start
from tests.contracts import twiml
from tests.contracts.twilio_rest import Judge
from tests.telephony.simulator.web import SITE, Site

NUMBER = "+14156550100"
CALLER = "+12125550111"


@pytest.fixture
def site() -> Site:
    """The customer's web server."""
    return Site()


@pytest.fixture
def carrier(site: Site) -> Iterator[Running]:
    """A running simulator; every TwiML it saw is checked at the end unless the test says otherwise."""
    running = start(answer=site.answer)
    yield running
    running.stop()


@pytest.fixture
def judge(carrier: Running) -> Judge:
    """The tap between the SDK and the simulator."""
    return Judge(carrier.base_url)


@pytest.fixture
def client(carrier: Running, judge: Judge) -> Client:
    """The unmodified SDK, signed in as the parent account."""
    return Client(carrier.account_sid, carrier.auth_token, http_client=judge)


@pytest.fixture
def number(client: Client) -> str:
    """A bought number whose calls go to /voice."""
    client.incoming_phone_numbers.create(
        phone_number=NUMBER,
        voice_url=f"{SITE}/voice",
        voice_fallback_url=f"{SITE}/fallback",
        status_callback=f"{SITE}/status",
    )
    return NUMBER


def assert_grammatical(carrier: Running) -> None:
    """Every TwiML the simulator received obeys Twilio's grammar."""
    for document in carrier.ledger()["twiml"]:
        assert twiml.check(document["body"]) == []
