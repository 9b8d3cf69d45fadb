"""<Dial> to people, calls placed by the API, and what their status callbacks say."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from telephony.simulator.embedded import Running
from tests.telephony.simulator.conftest import CALLER, assert_grammatical
from tests.telephony.simulator.web import SITE, Site

FRIEND = "+12125550177"
ALL_EVENTS = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'


def test_dial_a_number_and_talk(carrier: Running, site: Site, number: str) -> None:
    site.pages = {
        "/voice": f'<Dial action="/dialled"><Number {ALL_EVENTS}>{FRIEND}</Number></Dial>',
        "/dialled": "<Say>Goodbye.</Say>",
    }
    friend = carrier.phone(FRIEND)
    call = carrier.dial(CALLER, number)
    child = friend.calls[0]
    carrier.advance(75)
    carrier.hang_up(child)
    dialled = site.at("/dialled")[0]
    assert (dialled["DialCallStatus"], dialled["DialCallDuration"]) == ("completed", "75")
    assert (dialled["DialCallSid"], dialled["DialBridged"]) == (child, "true")
    assert [params["CallStatus"] for params in site.at("/leg")] == [
        "initiated",
        "ringing",
        "in-progress",
        "completed",
    ]
    last = site.at("/leg")[-1]
    assert (last["CallDuration"], last["Duration"], last["ParentCallSid"]) == ("75", "2", call)
    assert [params["SequenceNumber"] for params in site.at("/leg")] == ["0", "1", "2", "3"]
    assert last["CallbackSource"] == "call-progress-events"
    assert "Timestamp" in last
    carrier.advance(2)
    sums = carrier.ledger()["sums"]
    assert (sums["calls"], sums["minutes"], sums["inbound_minutes"]) == (2, 4, 2)
    assert_grammatical(carrier)


def test_the_caller_hanging_up_ends_the_callee(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = f"<Dial>{FRIEND}</Dial>"
    friend = carrier.phone(FRIEND)
    carrier.hang_up(carrier.dial(CALLER, number))
    assert carrier.status(friend.calls[0]) == "completed"
    assert friend.over == {friend.calls[0]: "completed"}


@pytest.mark.parametrize(
    ("answers", "decline", "status"), [(False, False, "no-answer"), (False, True, "busy")]
)
def test_nobody_takes_it(
    carrier: Running, site: Site, number: str, answers: bool, decline: bool, status: str
) -> None:
    site.pages["/voice"] = f'<Dial timeout="12" action="/dialled">{FRIEND}</Dial>'
    friend = carrier.phone(FRIEND, answers=answers)
    carrier.dial(CALLER, number)
    if decline:
        carrier.hang_up(friend.calls[0])
    carrier.advance(13)
    assert site.at("/dialled")[0]["DialCallStatus"] == status
    assert carrier.status(friend.calls[0]) == status


def test_several_ring_and_the_first_wins(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = f"<Dial><Number>{FRIEND}</Number><Number>+12125550178</Number></Dial>"
    slow, quick = carrier.phone(FRIEND, answers=False), carrier.phone("+12125550178", answers=False)
    carrier.dial(CALLER, number)
    carrier.answer(quick.calls[0])
    assert carrier.status(quick.calls[0]) == "in-progress"
    assert carrier.status(slow.calls[0]) == "canceled"
    assert slow.over == {slow.calls[0]: "canceled"}


def test_time_limit_cuts(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": f'<Dial timeLimit="30" action="/dialled">{FRIEND}</Dial>'}
    carrier.phone(FRIEND)
    carrier.dial(CALLER, number)
    carrier.advance(31)
    assert site.at("/dialled")[0]["DialCallDuration"] == "30"


def test_screening_may_refuse(carrier: Running, site: Site, number: str) -> None:
    site.pages = {
        "/voice": f'<Dial action="/dialled"><Number url="/screen">{FRIEND}</Number></Dial>',
        "/screen": "<Say>A call from the shop.</Say>",
    }
    friend = carrier.phone(FRIEND)
    carrier.dial(CALLER, number)
    carrier.advance(1)
    carrier.hang_up(friend.calls[0])
    assert carrier.heard(friend.calls[0]) == ["A call from the shop."]
    assert site.at("/dialled")[0]["DialBridged"] == "false"


def test_a_dialled_call_can_be_recorded(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages["/voice"] = (
        f'<Dial record="record-from-answer" recordingStatusCallback="/recorded">{FRIEND}</Dial>'
    )
    carrier.phone(FRIEND)
    call = carrier.dial(CALLER, number)
    carrier.advance(20)
    carrier.hang_up(call)
    told = site.at("/recorded")[0]
    assert (told["CallSid"], told["RecordingDuration"], told["RecordingSource"]) == (call, "20", "DialVerb")
    assert client.recordings(told["RecordingSid"]).fetch().status == "completed"


def test_a_placed_call_reports_its_life(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages["/out"] = "<Say>Hello.</Say><Pause length='30'/>"
    carrier.phone(FRIEND)
    call = client.calls.create(
        to=FRIEND,
        from_=number,
        url=f"{SITE}/out",
        status_callback=f"{SITE}/leg",
        status_callback_event=["initiated", "ringing", "answered", "completed"],
    )
    assert call.status == "queued"
    carrier.advance(5)
    assert client.calls(call.sid).fetch().status == "in-progress"
    assert site.at("/out")[0]["Direction"] == "outbound-api"
    client.calls(call.sid).update(status="completed")
    carrier.settle()
    done = client.calls(call.sid).fetch()
    assert (done.status, done.duration) == ("completed", "5")
    assert [params["CallStatus"] for params in site.at("/leg")] == [
        "initiated",
        "ringing",
        "in-progress",
        "completed",
    ]
    with pytest.raises(TwilioRestException) as caught:
        client.calls(call.sid).update(url=f"{SITE}/out")
    assert caught.value.code == 21220


def test_placed_calls_wait_for_their_second(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    phone = carrier.phone(FRIEND, answers=False)
    calls = [client.calls.create(to=FRIEND, from_=number, twiml="<Response/>") for _ in range(3)]
    carrier.settle()
    assert len(phone.rings) == 1
    assert [call.queue_time for call in calls] == ["0", "1000", "2000"]
    carrier.advance(2)
    assert len(phone.rings) == 3


def test_a_ringing_call_can_be_cancelled(carrier: Running, site: Site, number: str, client: Client) -> None:
    phone = carrier.phone(FRIEND, answers=False)
    call = client.calls.create(to=FRIEND, from_=number, url=f"{SITE}/out")
    carrier.settle()
    client.calls(call.sid).update(status="canceled")
    carrier.settle()
    assert client.calls(call.sid).fetch().status == "canceled"
    assert phone.over == {call.sid: "canceled"}
    assert site.at("/out") == []


def test_unanswered_placed_call(carrier: Running, site: Site, number: str, client: Client) -> None:
    call = client.calls.create(
        to=FRIEND, from_=number, url=f"{SITE}/out", timeout=15, status_callback=f"{SITE}/leg"
    )
    carrier.advance(16)
    assert client.calls(call.sid).fetch().status == "no-answer"
    assert site.at("/leg")[0]["SipResponseCode"] == "487"
    assert "Duration" not in site.at("/leg")[0]


def test_redirecting_a_dialled_leg_ends_the_bridge_only(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages = {
        "/voice": f'<Dial action="/dialled">{FRIEND}</Dial>',
        "/away": "<Say>You were moved.</Say><Pause length='60'/>",
        "/dialled": "<Say>Your friend is gone.</Say><Pause length='60'/>",
    }
    friend = carrier.phone(FRIEND)
    call = carrier.dial(CALLER, number)
    client.calls(friend.calls[0]).update(url=f"{SITE}/away")
    carrier.settle()
    assert carrier.heard(friend.calls[0]) == ["You were moved."]
    assert carrier.heard(call) == ["Your friend is gone."]
    assert carrier.status(friend.calls[0]) == carrier.status(call) == "in-progress"
