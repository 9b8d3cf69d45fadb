"""Legs of the Voice SDK: access tokens, outgoing through an application, incoming by <Client>."""

from datetime import timedelta

import pytest
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant
from twilio.rest import Client

from telephony.simulator.calls.exchange import Switchboard
from telephony.simulator.embedded import Running
from telephony.simulator.ports import BadToken
from tests.telephony.simulator.conftest import CALLER
from tests.telephony.simulator.web import SITE, Site


def make_token(client: Client, application_sid: str, *, secret: str = "", ttl: int = 3600) -> str:
    """Mint a token with the real SDK and a fresh key of the account."""
    key = client.new_keys.create()
    token = AccessToken(client.account_sid, key.sid, secret or key.secret, identity="t_acme.7", ttl=ttl)
    token.add_grant(VoiceGrant(outgoing_application_sid=application_sid, incoming_allow=True))
    return str(token.to_jwt())


def test_a_real_token_is_understood(carrier: Running, client: Client) -> None:
    application = client.applications.create(voice_url=f"{SITE}/agent")
    token = Switchboard(carrier.switch).check_token(make_token(client, application.sid))
    assert (token.identity, token.account_sid) == ("t_acme.7", client.account_sid)
    assert (token.application_sid, token.incoming) == (application.sid, True)


def test_forged_expired_and_revoked_tokens_are_refused(carrier: Running, client: Client) -> None:
    board = Switchboard(carrier.switch)
    with pytest.raises(BadToken) as caught:
        board.check_token(make_token(client, "AP" + "0" * 32, secret="somebody else's secret, long enough"))
    assert caught.value.code == 20107
    carrier.clock.__dict__["_now"] += timedelta(days=3650)
    with pytest.raises(BadToken) as caught:
        board.check_token(make_token(client, "AP" + "0" * 32))
    assert caught.value.code == 20104
    with pytest.raises(BadToken) as caught:
        board.check_token("not a token")
    assert caught.value.code == 20101
    revoked = make_token(client, "AP" + "0" * 32)
    client.keys(client.keys.list()[0].sid).delete()
    with pytest.raises(BadToken) as caught:
        board.check_token(revoked)
    assert caught.value.code == 20103


def test_a_browser_calls_its_application(carrier: Running, site: Site, client: Client) -> None:
    site.pages["/agent"] = "<Dial><Conference>call-1</Conference></Dial>"
    application = client.applications.create(voice_url=f"{SITE}/agent", status_callback=f"{SITE}/status")
    agent = carrier.client(client.account_sid, "t_acme.7")
    call = carrier.connect(agent, client.account_sid, application.sid, {"handling": "h-1", "To": "room"})
    asked = site.at("/agent")[0]
    assert (asked["From"], asked["handling"], asked["To"]) == ("client:t_acme.7", "h-1", "room")
    assert asked["ApplicationSid"] == application.sid
    assert asked["Direction"] == "inbound"
    assert carrier.status(call) == "in-progress"
    carrier.hang_up(call)
    assert site.at("/status")[0]["CallStatus"] == "completed"
    assert client.conferences.list(limit=1)[0].status == "completed"


def test_dial_client_rings_every_device_and_one_takes_it(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages["/voice"] = (
        "<Dial><Client><Identity>t_acme.7</Identity><Parameter name='ticket' value='42'/></Client></Dial>"
    )
    laptop = carrier.client(client.account_sid, "t_acme.7", answers=False)
    phone = carrier.client(client.account_sid, "t_acme.7", answers=False)
    carrier.dial(CALLER, number)
    ring = laptop.rings[0]
    assert (ring.to, ring.from_, ring.params) == ("client:t_acme.7", CALLER, {"ticket": "42"})
    carrier.answer(ring.call_sid)
    assert laptop.over == {ring.call_sid: "canceled"}, "the device registered last answered first"
    assert phone.over == {}


def test_a_client_that_is_not_registered(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = (
        f'<Dial action="/dialled"><Client statusCallback="{SITE}/leg">nobody</Client></Dial>'
    )
    carrier.dial(CALLER, number)
    assert site.at("/dialled")[0]["DialCallStatus"] == "no-answer"
    assert site.at("/leg")[0]["SipResponseCode"] == "404"


def test_the_api_calls_a_client_with_parameters(carrier: Running, site: Site, client: Client) -> None:
    site.pages["/out"] = "<Say>Test call.</Say><Pause length='9'/>"
    agent = carrier.client(client.account_sid, "t_acme.7")
    call = client.calls.create(to="client:t_acme.7?ticket=42", from_="client:desk", url=f"{SITE}/out")
    carrier.settle()
    assert agent.rings[0].params == {"ticket": "42"}
    assert carrier.heard(call.sid) == ["Test call."]


def test_registered_elsewhere_is_not_registered_here(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    """Identities belong to an account: the same name in a sub-account does not ring."""
    sub = client.api.accounts.create(friendly_name="Globex")
    stranger = carrier.client(sub.sid, "t_acme.7")
    site.pages["/voice"] = "<Dial><Client>t_acme.7</Client></Dial>"
    carrier.dial(CALLER, number)
    assert stranger.rings == []
