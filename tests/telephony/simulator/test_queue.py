"""Waiting in a queue: music in a loop, every way out, and its result."""

from twilio.rest import Client

from telephony.simulator.embedded import Running
from tests.telephony.simulator.conftest import CALLER, assert_grammatical
from tests.telephony.simulator.web import SITE, Site, failing

OTHER = "+12125550112"
QUEUE = '<Enqueue waitUrl="/wait" action="/left">support</Enqueue><Say>Next verb.</Say><Pause length="9"/>'


def results(site: Site) -> list[tuple[str, str]]:
    """Return QueueResult and QueueTime of every action request."""
    return [(params["QueueResult"], params["QueueTime"]) for params in site.at("/left")]


def test_the_wait_document_is_repeated_and_told_the_position(
    carrier: Running, site: Site, number: str
) -> None:
    site.pages = {"/voice": QUEUE, "/wait": '<Say>You are waiting.</Say><Pause length="8"/>'}
    carrier.dial(CALLER, number)
    second = carrier.dial(OTHER, number)
    first_wait = site.at("/wait")[1]
    assert (first_wait["QueuePosition"], first_wait["CurrentQueueSize"]) == ("2", "2")
    assert first_wait["QueueSid"].startswith("QU")
    carrier.advance(30)
    waits = [params for params in site.at("/wait") if params["CallSid"] == second]
    assert [params["QueueTime"] for params in waits] == ["0", "9", "18", "27"]
    assert {"MaxQueueSize", "AvgQueueTime"} <= set(waits[0])
    assert_grammatical(carrier)


def test_a_redirect_takes_the_caller_out(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages = {
        "/voice": QUEUE,
        "/wait": '<Pause length="60"/>',
        "/agent": "<Say>Connecting.</Say><Pause/>",
    }
    call = carrier.dial(CALLER, number)
    carrier.advance(12)
    client.calls(call).update(url=f"{SITE}/agent")
    carrier.settle()
    assert carrier.heard(call) == ["Connecting."]
    assert results(site) == [("redirected", "12")]
    assert client.queues.list()[0].current_size == 0


def test_hanging_up_is_told_to_the_action(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": QUEUE, "/wait": '<Pause length="60"/>'}
    call = carrier.dial(CALLER, number)
    carrier.advance(7)
    carrier.hang_up(call)
    assert results(site) == [("hangup", "7")]
    assert carrier.status(call) == "completed"


def test_leave_goes_to_the_action(carrier: Running, site: Site, number: str) -> None:
    site.pages = {
        "/voice": QUEUE,
        "/wait": '<Gather numDigits="1" action="/key"><Say>Press one for voicemail.</Say></Gather>',
        "/key": "<Leave/>",
        "/left": "<Say>Leave a message.</Say><Pause/>",
    }
    call = carrier.dial(CALLER, number)
    carrier.advance(3)
    carrier.press(call, "1")
    assert site.at("/key")[0]["QueuePosition"] == "1"
    assert results(site) == [("leave", "3")]
    assert carrier.heard(call)[-1] == "Leave a message."


def test_without_action_the_next_verb_runs(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": QUEUE.replace(' action="/left"', ""), "/wait": "<Leave/>"}
    call = carrier.dial(CALLER, number)
    assert carrier.heard(call) == ["Next verb."]


def test_a_full_queue_says_so(carrier: Running, site: Site, number: str, client: Client) -> None:
    client.queues.create(friendly_name="support", max_size=1)
    site.pages = {"/voice": QUEUE, "/wait": '<Pause length="60"/>'}
    carrier.dial(CALLER, number)
    carrier.dial(OTHER, number)
    assert results(site) == [("queue-full", "0")]


def test_a_broken_wait_document_is_a_system_error(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": QUEUE, "/wait": failing(500)}
    carrier.dial(CALLER, number)
    assert results(site) == [("system-error", "0")]
    assert carrier.ledger()["alerts"][0]["code"] == 11200


def test_dialling_the_queue_takes_the_front(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages = {
        "/voice": QUEUE,
        "/wait": '<Pause length="60"/>',
        "/agent": '<Dial action="/dialled"><Queue url="/before">support</Queue></Dial>',
        "/before": "<Say>You will now be connected.</Say>",
    }
    caller = carrier.dial(CALLER, number)
    carrier.dial(OTHER, number)
    carrier.advance(6)
    carrier.phone("+12125550199")
    agent = client.calls.create(to="+12125550199", from_=number, url=f"{SITE}/agent").sid
    carrier.advance(30)
    assert carrier.heard(caller) == ["You will now be connected."]
    assert site.at("/before")[0]["DequeingCallSid"] == agent
    assert results(site) == [], "the action is asked for when the bridge is over"
    carrier.hang_up(agent)
    assert results(site) == [("bridged", "6")]
    assert client.queues.list()[0].current_size == 1


def test_dialling_an_empty_queue_times_out(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Dial timeout="5" action="/dialled"><Queue>support</Queue></Dial>'
    carrier.dial(CALLER, number)
    carrier.advance(6)
    assert site.at("/dialled")[0]["DialCallStatus"] == "no-answer"
