"""Every served operation through the unmodified SDK, judged by Twilio's OpenAPI."""

import io
import json
import wave

import phonenumbers
import pytest
import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from telephony.simulator.embedded import Running
from telephony.simulator.records.inventory import COUNTRIES
from tests.contracts.twilio_rest import Judge, judge_answer, operation, spec
from tests.telephony.simulator.conftest import CALLER, NUMBER
from tests.telephony.simulator.web import SITE, Site

WAIT = '<Enqueue waitUrl="/wait">support</Enqueue>'
MEET = "<Dial><Conference>room</Conference></Dial>"


def drive_accounts(client: Client) -> None:
    """Accounts and keys."""
    sub = client.api.accounts.create(friendly_name="Acme")
    assert sub.owner_account_sid == client.account_sid
    assert {account.sid for account in client.api.accounts.list()} == {client.account_sid, sub.sid}
    client.api.accounts(sub.sid).fetch()
    assert client.api.accounts(sub.sid).update(status="suspended").status == "suspended"
    key = client.new_keys.create(friendly_name="browser")
    assert [row.sid for row in client.keys.list()] == [key.sid]
    client.keys(key.sid).fetch()
    client.keys(key.sid).update(friendly_name="page")
    client.keys(key.sid).delete()


def drive_numbers(client: Client) -> None:
    """What is for sale, buying, applications, messages."""
    countries = client.available_phone_numbers
    assert {row.country_code for row in countries.list()} == set(COUNTRIES)
    countries("US").fetch()
    local = countries("US").local.list(area_code="415", limit=5)
    countries("US").toll_free.list(limit=2)
    assert countries("GB").mobile.list(limit=2)
    number = client.incoming_phone_numbers.create(
        phone_number=local[0].phone_number, voice_url=f"{SITE}/voice"
    )
    client.incoming_phone_numbers.create(area_code="212")
    client.incoming_phone_numbers(number.sid).update(friendly_name="Sales")
    assert client.incoming_phone_numbers(number.sid).fetch().friendly_name == "Sales"
    assert len(client.incoming_phone_numbers.list()) == 2
    message = client.messages.create(to=CALLER, from_=number.phone_number, body="Hello")
    client.messages(message.sid).fetch()
    client.messages.list()
    client.incoming_phone_numbers(number.sid).delete()
    application = client.applications.create(friendly_name="Desk", voice_url=f"{SITE}/agent")
    client.applications(application.sid).update(voice_method="GET")
    client.applications(application.sid).fetch()
    client.applications.list()
    client.applications(application.sid).delete()


def drive_calls(client: Client, carrier: Running, site: Site) -> None:
    """Calls, conferences, participants."""
    client.incoming_phone_numbers.create(phone_number=NUMBER, voice_url=f"{SITE}/voice")
    site.pages = {"/voice": MEET, "/hold": "<Play>/music.mp3</Play>"}
    first, second = carrier.dial(CALLER, NUMBER), carrier.dial("+12125550112", NUMBER)
    room = client.conferences.list(status="in-progress")[0]
    client.conferences(room.sid).fetch()
    seats = client.conferences(room.sid).participants
    assert {seat.call_sid for seat in seats.list()} == {first, second}
    seats(first).fetch()
    assert seats(first).update(hold=True, hold_url=f"{SITE}/hold").hold
    seats(first).delete()
    carrier.phone("+12125550113")
    called = seats.create(from_=NUMBER, to="+12125550113", label="expert", status_callback_event=["answered"])
    carrier.settle()
    assert called.label == "expert"
    client.calls(called.call_sid).fetch()
    client.conferences(room.sid).update(status="completed")
    call = client.calls.create(to="+12125550113", from_=NUMBER, url=f"{SITE}/voice", timeout=20)
    carrier.advance(2)
    client.calls(call.sid).update(status="completed")
    client.calls.list(status="completed", limit=3)
    client.calls(call.sid).delete()


def drive_queues(client: Client, carrier: Running, site: Site) -> None:
    """Queues, members, recordings."""
    site.pages = {
        "/voice": WAIT,
        "/wait": "<Pause length='30'/>",
        "/mail": '<Record finishOnKey="#" action="/thanks"/>',
        "/thanks": "<Hangup/>",
    }
    queue = client.queues.create(friendly_name="support", max_size=50)
    client.queues(queue.sid).update(max_size=60)
    call = carrier.dial(CALLER, NUMBER)
    assert client.queues(queue.sid).fetch().current_size == 1
    client.queues.list()
    members = client.queues(queue.sid).members
    assert [member.position for member in members.list()] == [1]
    members(call).fetch()
    members(call).update(url=f"{SITE}/mail")
    carrier.advance(3)
    carrier.press(call, "#")
    carrier.advance(1)
    recording = client.recordings.list(call_sid=call)[0]
    assert client.recordings(recording.sid).fetch().duration == "3"
    client.recordings(recording.sid).delete()
    client.queues(queue.sid).delete()


def test_every_operation_obeys_twilio(carrier: Running, client: Client, judge: Judge, site: Site) -> None:
    drive_accounts(client)
    drive_numbers(client)
    drive_calls(client, carrier, site)
    drive_queues(client, carrier, site)
    assert "\n".join(judge.violations) == ""
    served = {
        (method.upper(), path)
        for path, operations in spec()["paths"].items()
        for method in operations
        if method in ("get", "post", "delete")
    }
    assert served - judge.operations == set()


def test_a_damaged_answer_is_caught(carrier: Running, client: Client) -> None:
    """The twin: the judge must be able to say no."""
    path = f"/2010-04-01/Accounts/{carrier.account_sid}.json"
    auth = (carrier.account_sid, carrier.auth_token)
    request = requests.Request("GET", f"https://api.twilio.com{path}", auth=auth)
    good = requests.get(carrier.base_url + path, auth=auth, timeout=5).json()
    found = operation("GET", path)
    assert found is not None
    assert list(judge_answer(request, found[1], 200, json.dumps(good))) == []
    for damaged in (
        {name: value for name, value in good.items() if name != "status"},
        good | {"status": "happy"},
        good | {"sid": "AC1"},
        good | {"date_created": 7},
        good | {"mood": "good"},
    ):
        assert list(judge_answer(request, found[1], 200, json.dumps(damaged))), damaged
    assert list(judge_answer(request, found[1], 418, "{}"))


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_numbers_for_sale_are_real_ones(client: Client, country: str) -> None:
    numbers = client.available_phone_numbers(country).local.list(limit=20)
    assert numbers
    for row in numbers:
        parsed = phonenumbers.parse(row.phone_number)
        assert phonenumbers.is_valid_number(parsed), row.phone_number
        assert phonenumbers.region_code_for_number(parsed) == country


@pytest.mark.parametrize(
    ("country", "kind"), [("GB", "mobile"), ("HK", "mobile"), ("US", "toll_free"), ("AU", "toll_free")]
)
def test_other_kinds_are_real_too(client: Client, country: str, kind: str) -> None:
    for row in getattr(client.available_phone_numbers(country), kind).list(limit=20):
        assert phonenumbers.is_valid_number(phonenumbers.parse(row.phone_number)), row.phone_number


def test_search_by_pattern_and_what_is_bought_disappears(client: Client) -> None:
    found = client.available_phone_numbers("US").local.list(contains="7788", area_code="415")
    assert found
    assert all("7788" in row.phone_number for row in found)
    client.incoming_phone_numbers.create(phone_number=found[0].phone_number)
    again = client.available_phone_numbers("US").local.list(contains="7788", area_code="415")
    assert found[0].phone_number not in {row.phone_number for row in again}


def refused(code: int, status: int, caught: pytest.ExceptionInfo[TwilioRestException]) -> bool:
    """Tell whether the SDK saw this error."""
    return (caught.value.code, caught.value.status) == (code, status)


def test_errors_have_twilios_codes(client: Client, number: str) -> None:
    with pytest.raises(TwilioRestException) as caught:
        client.incoming_phone_numbers.create(phone_number=number)
    assert refused(21422, 400, caught)
    with pytest.raises(TwilioRestException) as caught:
        client.calls.create(to="hello", from_=number, url=f"{SITE}/voice")
    assert refused(21211, 400, caught)
    with pytest.raises(TwilioRestException) as caught:
        client.incoming_phone_numbers(client.incoming_phone_numbers.list()[0].sid).update(
            voice_url="not a url"
        )
    assert refused(21502, 400, caught)
    with pytest.raises(TwilioRestException) as caught:
        client.calls("CA" + "0" * 32).fetch()
    assert refused(20404, 404, caught)
    with pytest.raises(TwilioException, match="20404"):
        client.available_phone_numbers("US").mobile.list(limit=1)
    with pytest.raises(TwilioRestException) as caught:
        client.incoming_phone_numbers.create(area_code="999")
    assert refused(21452, 400, caught)


def test_wrong_token_is_refused(carrier: Running, judge: Judge) -> None:
    stranger = Client(carrier.account_sid, "x" * 32, http_client=judge)
    with pytest.raises(TwilioRestException) as caught:
        stranger.api.accounts(carrier.account_sid).fetch()
    assert refused(20003, 401, caught)


def test_parent_acts_on_its_sub_account_and_nobody_else_does(
    carrier: Running, client: Client, judge: Judge
) -> None:
    acme = client.api.accounts.create(friendly_name="Acme")
    globex = client.api.accounts.create(friendly_name="Globex")
    for_acme = Client(carrier.account_sid, carrier.auth_token, acme.sid, http_client=judge)
    number = for_acme.incoming_phone_numbers.create(phone_number=NUMBER)
    assert number.account_sid == acme.sid
    assert client.incoming_phone_numbers.list() == []
    intruder = Client(globex.sid, globex.auth_token, acme.sid, http_client=judge)
    with pytest.raises(TwilioRestException) as caught:
        intruder.incoming_phone_numbers(number.sid).fetch()
    assert refused(20003, 401, caught)
    key = client.new_keys.create()
    by_key = Client(key.sid, key.secret, acme.sid, http_client=judge)
    with pytest.raises(TwilioRestException) as caught:
        by_key.incoming_phone_numbers(number.sid).fetch()
    assert refused(20003, 401, caught)


def test_suspended_and_closed_accounts(client: Client, carrier: Running, judge: Judge) -> None:
    sub = client.api.accounts.create(friendly_name="Acme")
    own = Client(sub.sid, sub.auth_token, http_client=judge)
    own.incoming_phone_numbers.create(phone_number=NUMBER)
    client.api.accounts(sub.sid).update(status="suspended")
    with pytest.raises(TwilioRestException) as caught:
        own.calls.create(to=CALLER, from_=NUMBER, url=f"{SITE}/voice")
    assert refused(20005, 403, caught)
    client.api.accounts(sub.sid).update(status="closed")
    assert client.incoming_phone_numbers.create(phone_number=NUMBER).account_sid == client.account_sid
    with pytest.raises(TwilioRestException) as caught:
        client.api.accounts(sub.sid).update(status="active")
    assert refused(20409, 409, caught)


def test_lists_have_pages(client: Client) -> None:
    for index in range(5):
        client.new_keys.create(friendly_name=str(index))
    assert [key.friendly_name for key in client.keys.list(page_size=2)] == ["4", "3", "2", "1", "0"]


def test_recordings_can_be_downloaded(carrier: Running, client: Client, site: Site, number: str) -> None:
    site.pages["/voice"] = '<Record maxLength="4" action="/done"/>'
    call = carrier.dial(CALLER, number)
    carrier.say(call, "Please call me back about the order from last week.")
    carrier.advance(5)
    done = site.at("/done")[0]
    assert (done["RecordingDuration"], done["Digits"]) == ("4", "")
    auth = (carrier.account_sid, carrier.auth_token)
    answer = requests.get(done["RecordingUrl"] + ".wav", auth=auth, timeout=5)
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
        assert sound.getnframes() == 4 * 8000
    assert requests.get(done["RecordingUrl"] + ".wav", timeout=5).status_code == 401
