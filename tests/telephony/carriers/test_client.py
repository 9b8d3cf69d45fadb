"""Commands on live calls through the real SDK against the stand-in."""

import io
import wave

import jwt
import pytest

from telephony.carriers.twilio.client import TwilioCarrier
from telephony.carriers.twilio.parse import parse_answer, parse_room
from telephony.carriers.twilio.provisioning import TwilioProvisioning
from telephony.carriers.twilio.render import twiml
from telephony.carriers.twilio.sign import verify
from telephony.engine.commands import (
    Command,
    Enqueue,
    Gather,
    Hangup,
    JoinConference,
    Pause,
    Record,
    Say,
)
from telephony.engine.events import CarrierStatus, DigitsPressed, NoInput, RecordingFinished, RoomChange
from telephony.engine.ports import CarrierRefused
from telephony.simulator.embedded import Running
from telephony.simulator.hooks.transport import Reply
from tests.contracts.twiml import check
from tests.telephony.carriers.conftest import CALLER, LINKS, NUMBER, Keys
from tests.telephony.simulator.web import Site

HOOKS = "/hooks/voice/t_abc"


def page(*commands: Command) -> Reply:
    """A TwiML answer of ours; what we render is what the grammar allows."""
    document = twiml(commands, LINKS)
    assert check(document) == []
    return Reply(200, "text/xml", document.encode())


@pytest.fixture
def number(account: TwilioProvisioning) -> str:
    """A number of the customer, pointing here."""
    account.buy_number(NUMBER, LINKS)
    return NUMBER


def test_a_call_is_seen_redirected_and_ended(
    stand_in: Running, carrier: TwilioCarrier, site: Site, number: str
) -> None:
    site.pages = {f"{HOOKS}/answer": page(Enqueue("7")), f"{HOOKS}/wait": page(Pause(30))}
    call = stand_in.dial(CALLER, number)
    seen = carrier.fetch_call(call)
    assert (seen.status, seen.caller, seen.called) == (CarrierStatus.IN_PROGRESS, CALLER, number)
    site.pages[f"{HOOKS}/connect"] = page(Say("Connecting."), Pause(60))
    carrier.redirect_call(call, LINKS.connect)
    stand_in.settle()
    assert stand_in.heard(call)[-1] == "Connecting."
    carrier.end_call(call)
    stand_in.settle()
    assert stand_in.status(call) == "completed"
    carrier.end_call(call)  # once more is no error
    assert carrier.fetch_call(call).status is CarrierStatus.COMPLETED


def test_webhooks_are_signed_with_the_customers_token(
    stand_in: Running, keys: Keys, site: Site, number: str
) -> None:
    site.pages[f"{HOOKS}/answer"] = page(Hangup())
    stand_in.dial(CALLER, number)
    asked = site.got[0]
    signature = asked.headers["X-Twilio-Signature"]
    assert verify(asked.url, asked.params, signature, keys.auth_token)
    assert not verify(asked.url, asked.params, signature, stand_in.auth_token)


def test_keys_and_silence_come_back_to_the_flow(stand_in: Running, site: Site, number: str) -> None:
    site.pages = {f"{HOOKS}/answer": page(Gather((Say("Press 1."),), timeout_s=3)),
                  f"{HOOKS}/step": page(Gather((), timeout_s=3))}  # fmt: skip
    call = stand_in.dial(CALLER, number)
    stand_in.press(call, "1")
    stand_in.advance(4)
    first, second = (parse_answer(form) for form in site.at(f"{HOOKS}/step")[:2])
    assert (first, second) == (DigitsPressed("1"), NoInput())


def test_hold_resume_and_leaving_a_conference(
    stand_in: Running, carrier: TwilioCarrier, site: Site, number: str
) -> None:
    site.pages = {
        f"{HOOKS}/answer": [
            page(JoinConference("room-1", "caller")),
            page(JoinConference("room-1", "agent-1")),
        ],
        f"{HOOKS}/hold": page(Say("Please hold."), Pause(60)),
    }
    caller, agent = stand_in.dial(CALLER, number), stand_in.dial("+12125550112", number)
    carrier.hold("room-1", caller, True, LINKS.hold)
    stand_in.settle()
    assert "Please hold." in stand_in.heard(caller)
    carrier.hold("room-1", caller, False)
    carrier.remove_participant("room-1", agent)
    carrier.remove_participant("room-1", agent)  # once more is no error
    stand_in.settle()
    rooms = [parse_room(form) for form in site.at(f"{HOOKS}/conference")]
    assert [room.change for room in sorted(rooms, key=lambda room: room.sequence or 0)][-3:] == [
        RoomChange.HELD,
        RoomChange.RESUMED,
        RoomChange.LEFT,
    ]
    assert {(room.room, room.label) for room in rooms if room.call_ref == agent} == {("room-1", "agent-1")}


def test_holding_in_a_conference_that_is_over_is_refused(carrier: TwilioCarrier) -> None:
    with pytest.raises(CarrierRefused, match="The conference is over"):
        carrier.hold("room-9", "CA" + "0" * 32, True)


def test_a_message_is_recorded_and_fetched(
    stand_in: Running, carrier: TwilioCarrier, site: Site, number: str
) -> None:
    site.pages = {f"{HOOKS}/answer": page(Record(max_s=4)), f"{HOOKS}/voicemail": page(Hangup())}
    call = stand_in.dial(CALLER, number)
    stand_in.say(call, "Please call me back about the order from last week.")
    stand_in.advance(6)
    finished = parse_answer(site.at(f"{HOOKS}/voicemail")[0])
    assert isinstance(finished, RecordingFinished)
    with wave.open(io.BytesIO(carrier.fetch_recording(finished.recording_ref))) as sound:
        assert sound.getnframes() == finished.duration_s * 8000
    with pytest.raises(CarrierRefused):
        carrier.fetch_recording("RE" + "0" * 32)


def test_a_token_lets_one_browser_dial_one_application(
    stand_in: Running, keys: Keys, account: TwilioProvisioning
) -> None:
    key = account.create_key("desk")
    mine = Keys(keys.sid, keys.auth_token, key.key_ref, key.secret, "AP" + "1" * 32)
    token = TwilioCarrier(mine, stand_in.base_url).voice_token("t_abc_3", 600)
    claims = jwt.decode(token, key.secret, algorithms=["HS256"])
    assert (claims["iss"], claims["sub"]) == (key.key_ref, keys.sid)
    assert claims["grants"]["identity"] == "t_abc_3"
    assert claims["grants"]["voice"]["outgoing"] == {"application_sid": "AP" + "1" * 32}
    assert claims["exp"] - claims["nbf"] == 600
    assert jwt.get_unverified_header(token)["cty"] == "twilio-fpa;v=1"
