"""Commands as TwiML: every document obeys Twilio's grammar and says what was meant."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.carriers.twilio.links import RETRIES, Links
from telephony.carriers.twilio.render import twiml
from telephony.engine.commands import (
    Command,
    Enqueue,
    Gather,
    Hangup,
    JoinConference,
    Leave,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
)
from tests.contracts.twiml import check

LINKS = Links("https://desk.example", "t_abc", "0190-call", RETRIES)
BASE = "https://desk.example/hooks/voice/t_abc"


def render(*commands: Command) -> ET.Element:
    document = twiml(commands, LINKS)
    assert check(document) == []
    return ET.fromstring(document)


def only(*commands: Command) -> ET.Element:
    (element,) = render(*commands)
    return element


def test_addresses_carry_the_call_and_the_retries() -> None:
    assert LINKS.step == f"{BASE}/step?call=0190-call#rc=2&rp=ct,rt,5xx"
    assert LINKS.to("hold", leg="a b") == f"{BASE}/hold?call=0190-call&leg=a+b#rc=2&rp=ct,rt,5xx"
    assert Links("https://d.example", "t_abc").answer == "https://d.example/hooks/voice/t_abc/answer"
    assert LINKS.fallback == "https://desk.example/hooks/voice/fallback"


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("en", "en-US"), ("zh-CN", "cmn-CN"), ("zh-TW", "cmn-CN"), ("fr", "en-US"), ("en-GB", "en-GB")],
)
def test_say(language: str, spoken: str) -> None:
    element = only(Say("Fish & chips <now> \x00\x1b “ok”", language))
    assert (element.text, element.get("language")) == ("Fish & chips <now>    “ok”", spoken)


def test_a_long_text_is_said_in_parts_and_an_empty_one_not_at_all() -> None:
    said = render(Say("x" * 9001), Say("  "))
    assert [len(part.text or "") for part in said] == [4000, 4000, 1001]


def test_play_pause_hangup_leave_reject() -> None:
    elements = render(Play("https://x.example/a?b=1&c=2"), Pause(0), Leave(), Reject(), Hangup())
    assert [element.tag for element in elements] == ["Play", "Pause", "Leave", "Reject", "Hangup"]
    assert elements[0].text == "https://x.example/a?b=1&c=2"
    assert (elements[1].get("length"), elements[3].get("reason")) == ("1", "busy")


def test_gather_asks_for_keys() -> None:
    element = only(Gather((Say("Press 1."), Pause(1)), max_digits=1, timeout_s=5))
    assert element.attrib == {
        "action": LINKS.step, "method": "POST", "input": "dtmf", "numDigits": "1", "timeout": "5",
        "finishOnKey": "", "actionOnEmptyResult": "true",
    }  # fmt: skip
    assert [child.tag for child in element] == ["Say", "Pause"]


def test_gather_listens_in_chinese() -> None:
    element = only(Gather((Say("请说", "zh-CN"),), speech=True, hints=("销售", "a,b"), language="zh-CN"))
    assert (element.get("input"), element.get("language")) == ("dtmf speech", "cmn-Hans-CN")
    assert element.get("hints") == "销售,a,b"


def test_enqueue() -> None:
    element = only(Enqueue("7", priority=2))
    assert (element.text, element.get("waitUrl"), element.get("action")) == (
        "queue-7",
        LINKS.wait,
        LINKS.leave,
    )


def test_both_legs_of_a_conference() -> None:
    dial = only(JoinConference("0190-call", "agent-3", coach="CA1", muted=True))
    (room,) = dial
    assert room.text == "0190-call"
    wanted = {
        "participantLabel": "agent-3", "startConferenceOnEnter": "true", "endConferenceOnExit": "false",
        "beep": "false", "muted": "true", "coach": "CA1", "waitUrl": LINKS.hold,
        "statusCallback": LINKS.conference, "statusCallbackEvent": "start end join leave mute hold",
    }  # fmt: skip
    assert room.attrib.items() >= wanted.items()


def test_record_goes_on_when_nothing_was_said() -> None:
    record, redirect = render(Record(max_s=90))
    assert (record.get("maxLength"), record.get("action")) == ("90", LINKS.voicemail)
    assert (record.get("recordingStatusCallback"), redirect.text) == (LINKS.recording, LINKS.voicemail)


@pytest.mark.parametrize("place", ["step", "wait", "leave", "connect", "hold", "voicemail"])
def test_redirect_to_a_place(place: str) -> None:
    assert (only(Redirect(place)).text or "").startswith(f"{BASE}/{place}?")


def test_redirect_nowhere_is_a_defect() -> None:
    with pytest.raises(ValueError, match="no place called moon"):
        twiml((Redirect("moon"),), LINKS)


any_text = st.text(max_size=60)
languages = st.sampled_from(["en", "zh-CN", "fr", ""])
says = st.builds(Say, any_text, languages)
prompts = st.one_of(says, st.builds(Play, any_text), st.builds(Pause, st.integers(0, 60)))
commands: st.SearchStrategy[Command] = st.one_of(
    prompts,
    st.builds(
        Gather,
        st.lists(prompts, max_size=3).map(tuple),
        st.integers(1, 20),
        st.integers(1, 30),
        st.sampled_from(["", "#", "*"]),
        st.booleans(),
        st.lists(any_text, max_size=3).map(tuple),
        languages,
    ),
    st.builds(Enqueue, any_text),
    st.builds(JoinConference, any_text, any_text, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    st.builds(Record, st.integers(1, 600), st.sampled_from(["", "#"]), st.integers(1, 30)),
    st.just(Hangup()),
    st.just(Leave()),
)


@given(st.lists(commands, max_size=6), any_text)
def test_every_document_obeys_the_grammar(some: list[Command], call_id: str) -> None:
    links = Links("https://desk.example", "t_abc", call_id.encode("utf-8", "ignore").decode(), RETRIES)
    assert check(twiml(some, links)) == []


@given(any_text)
def test_what_is_said_comes_through_unharmed(text: str) -> None:
    said = render(Say(text))
    printable = "".join(c if c.isprintable() else " " for c in text).split()
    heard = "".join(c if c.isprintable() else " " for part in said for c in part.text or "").split()
    assert heard == printable
