"""What a caller goes through: prompts, keys, redirects, refusals."""

from telephony.simulator.embedded import Running
from tests.telephony.simulator.conftest import CALLER, assert_grammatical
from tests.telephony.simulator.web import Site


def test_say_and_hang_up(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Say language="en-US">Welcome to the shop.</Say><Pause length="2"/><Hangup/>'
    call = carrier.dial(CALLER, number)
    assert carrier.status(call) == "in-progress"
    assert carrier.heard(call) == ["Welcome to the shop."]
    carrier.advance(10)
    assert carrier.status(call) == "completed"
    page = carrier.ledger()["calls"][0]
    assert (page["duration"], page["minutes"], page["ended_by"]) == (3, 1, "network")
    assert site.at("/status")[0]["CallDuration"] == "3"
    assert_grammatical(carrier)


def test_first_request_carries_the_call(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = "<Hangup/>"
    call = carrier.dial(CALLER, number)
    params = site.at("/voice")[0]
    assert params["CallSid"] == call
    assert params["AccountSid"] == carrier.account_sid
    assert (params["From"], params["To"], params["CallStatus"]) == (CALLER, number, "ringing")
    assert params["Direction"] == "inbound"


def test_gather_takes_keys_during_the_prompt(carrier: Running, site: Site, number: str) -> None:
    menu = '<Gather numDigits="1" action="/chosen"><Say>Press one for sales, two for support.</Say></Gather>'
    site.pages = {"/voice": menu, "/chosen": "<Say>Sales.</Say>"}
    call = carrier.dial(CALLER, number)
    carrier.press(call, "1")
    assert site.at("/chosen")[0]["Digits"] == "1"
    assert carrier.heard(call)[-1] == "Sales."
    assert carrier.clock.now().second == 0, "the key must interrupt the prompt"


def test_gather_ends_on_the_finish_key_or_between_digits(carrier: Running, site: Site, number: str) -> None:
    site.pages = {
        "/voice": '<Gather timeout="3" action="/chosen"/>',
        "/chosen": '<Gather timeout="3" action="/two"/>',
    }
    call = carrier.dial(CALLER, number)
    carrier.press(call, "42#")
    assert site.at("/chosen")[0] | {"Digits": "42", "FinishedOnKey": "#"} == site.at("/chosen")[0]
    carrier.press(call, "7")
    carrier.advance(2.9)
    assert site.at("/two") == []
    carrier.advance(0.2)
    assert site.at("/two")[0]["Digits"] == "7"


def test_gather_without_input_falls_through(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = (
        '<Gather timeout="2" action="/chosen"/><Say>Nobody there?</Say><Pause length="60"/>'
    )
    call = carrier.dial(CALLER, number)
    carrier.advance(2.5)
    assert carrier.heard(call) == ["Nobody there?"]
    assert site.at("/chosen") == []


def test_gather_asks_anyway_with_action_on_empty_result(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Gather timeout="2" action="/chosen" actionOnEmptyResult="true"/>'
    carrier.dial(CALLER, number)
    carrier.advance(2.5)
    assert site.at("/chosen")[0]["Digits"] == ""


def test_gather_takes_speech_as_text(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = (
        '<Gather input="dtmf speech" action="/chosen"><Say>What do you need?</Say></Gather>'
    )
    call = carrier.dial(CALLER, number)
    carrier.say(call, "an invoice")
    assert site.at("/chosen")[0]["SpeechResult"] == "an invoice"


def test_keys_before_a_gather_are_forgotten(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = (
        '<Pause length="5"/><Say>x</Say><Pause length="2"/><Gather timeout="1" action="/chosen"/>'
    )
    call = carrier.dial(CALLER, number)
    carrier.advance(6)
    carrier.press(call, "9")
    carrier.advance(10)
    assert site.at("/chosen") == []


def test_redirect_goes_on_elsewhere(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": '<Redirect method="GET">/next?x=1</Redirect>', "/next": "<Say>Here.</Say>"}
    call = carrier.dial(CALLER, number)
    assert carrier.heard(call) == ["Here."]
    assert site.got[-1].method == "GET"
    assert site.got[-1].signed_with(carrier.auth_token)


def test_reject_never_answers(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Reject reason="busy"/>'
    call = carrier.dial(CALLER, number)
    assert carrier.status(call) == "busy"
    assert carrier.ledger()["sums"]["answered"] == 0
    assert site.at("/status")[0]["CallStatus"] == "busy"


def test_a_redirect_loop_is_cut(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = "<Redirect/>"
    call = carrier.dial(CALLER, number)
    carrier.advance(10)
    assert carrier.status(call) == "completed"
    assert carrier.ledger()["alerts"][0]["code"] == 12400


def test_play_and_dtmf(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Play loop="2">/hello.mp3</Play><Play digits="1w2"/><Say>End.</Say><Pause/>'
    call = carrier.dial(CALLER, number)
    carrier.advance(11.5)
    assert carrier.heard(call) == ["https://shop.example/hello.mp3", "End."]


def test_hanging_up_ends_the_call(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Pause length="1"/><Say loop="0">Please hold.</Say>'
    call = carrier.dial(CALLER, number)
    carrier.advance(62)
    carrier.hang_up(call)
    page = carrier.ledger()["calls"][0]
    assert (page["status"], page["duration"], page["minutes"]) == ("completed", 61, 2)
    assert page["ended_by"] == "far_end"
