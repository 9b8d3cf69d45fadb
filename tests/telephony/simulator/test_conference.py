"""The rules of conferences: when they start and end, who hears whom, what is reported."""

from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from telephony.simulator.embedded import Running
from telephony.simulator.hooks.transport import Reply
from tests.telephony.simulator.conftest import CALLER, assert_grammatical
from tests.telephony.simulator.web import SITE, Site

OTHER, THIRD = "+12125550112", "+12125550113"
EVENTS = (
    'statusCallback="/conference" statusCallbackEvent="start end join leave mute hold modify announcement"'
)


def meet(attributes: str = "", then: str = "") -> str:
    """Return TwiML that joins the conference `room`."""
    return f'<Dial action="/after"><Conference {EVENTS} {attributes}>room</Conference></Dial>{then}'


def events(site: Site) -> list[str]:
    """Return the conference events in the order of arrival."""
    return [params["StatusCallbackEvent"] for params in site.at("/conference")]


def room_sid(client: Client) -> str:
    """Return the SID of the newest conference."""
    return str(client.conferences.list(limit=1)[0].sid)


def test_it_starts_with_the_second_and_plays_music_before(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages = {
        "/voice": meet('waitUrl="/music"'),
        "/music": "<Say>Please wait.</Say><Play loop='0'>/m.mp3</Play>",
    }
    first = carrier.dial(CALLER, number)
    carrier.advance(5)
    assert carrier.heard(first) == ["Please wait.", "https://shop.example/m.mp3"]
    assert client.conferences(room_sid(client)).fetch().status == "init"
    carrier.dial(OTHER, number)
    assert events(site) == ["participant-join", "participant-join", "conference-start"]
    assert [params["SequenceNumber"] for params in site.at("/conference")] == ["1", "2", "3"]
    assert client.conferences(room_sid(client)).fetch().status == "in-progress"
    assert_grammatical(carrier)


def test_it_waits_for_somebody_who_starts_it(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    quiet = meet('startConferenceOnEnter="false"')
    site.pages["/voice"] = [quiet, quiet, meet('startConferenceOnEnter="true"')]
    for caller in (CALLER, OTHER):
        carrier.dial(caller, number)
    assert "conference-start" not in events(site)
    carrier.dial(THIRD, number)
    assert events(site)[-1] == "conference-start"


def test_end_on_exit_takes_everybody_out(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages = {"/voice": [meet('endConferenceOnExit="true"'), meet()], "/after": "<Say>Bye.</Say>"}
    first, second = carrier.dial(CALLER, number), carrier.dial(OTHER, number)
    carrier.hang_up(first)
    leaves = [
        params for params in site.at("/conference") if params["StatusCallbackEvent"] == "participant-leave"
    ]
    assert [(leave["CallSid"], leave["ReasonParticipantLeft"]) for leave in leaves] == [
        (first, "participant_hung_up"),
        (second, "moderator_ended_conference"),
    ]
    end = site.at("/conference")[-1]
    assert end["ReasonConferenceEnded"] == "participant-with-end-conference-on-exit-left"
    assert end["CallSidEndingConference"] == first
    assert carrier.heard(second) == ["Bye."]
    assert [params["DialCallStatus"] for params in site.at("/after")] == ["answered"]


def test_the_last_one_out_ends_it(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages["/voice"] = meet()
    first, second = carrier.dial(CALLER, number), carrier.dial(OTHER, number)
    carrier.hang_up(first)
    assert client.conferences(room_sid(client)).fetch().status == "in-progress"
    carrier.hang_up(second)
    ended = client.conferences(room_sid(client)).fetch()
    assert (ended.status, ended.reason_conference_ended) == ("completed", "last-participant-left")
    assert client.conferences(ended.sid).participants.list() == []
    again = carrier.dial(CALLER, number)
    assert carrier.status(again) == "in-progress"
    assert room_sid(client) != ended.sid


def test_the_first_participants_callback_counts(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = [
        '<Dial><Conference statusCallback="/conference" statusCallbackEvent="join">room</Conference></Dial>',
        '<Dial><Conference statusCallback="/other" statusCallbackEvent="join leave">room</Conference></Dial>',
    ]
    carrier.dial(CALLER, number)
    carrier.hang_up(carrier.dial(OTHER, number))
    assert events(site) == ["participant-join", "participant-join"]
    assert site.at("/other") == []


def test_hold_plays_music_to_one(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages = {"/voice": meet(), "/hold": "<Say>One moment.</Say><Play loop='0'>/hold.mp3</Play>"}
    first = carrier.dial(CALLER, number)
    carrier.dial(OTHER, number)
    seat = client.conferences(room_sid(client)).participants(first)
    assert seat.update(hold=True, hold_url=f"{SITE}/hold", hold_method="POST").hold
    carrier.advance(3)
    assert carrier.heard(first)[-2:] == ["One moment.", "https://shop.example/hold.mp3"]
    assert site.at("/hold")[0]["ConferenceSid"] == room_sid(client)
    assert not seat.update(hold=False).hold
    carrier.settle()
    assert events(site)[-2:] == ["participant-hold", "participant-unhold"]
    assert site.at("/conference")[-2]["Hold"] == "true"


def test_hold_before_the_start_lasts_beyond_it(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages = {
        "/voice": meet('waitUrl="/music"'),
        "/music": "<Say>Wait.</Say>",
        "/hold": "<Say>Held.</Say>",
    }
    first = carrier.dial(CALLER, number)
    seat = client.conferences(room_sid(client)).participants(first)
    seat.update(hold=True, hold_url=f"{SITE}/hold")
    carrier.dial(OTHER, number)
    assert carrier.heard(first) == ["Wait.", "Held.", "Held."]
    seat.update(hold=False)
    carrier.advance(1)
    assert carrier.heard(first)[3:] == []


def test_mute_coach_and_leaving_rule(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages["/voice"] = meet()
    agent, caller, boss = (carrier.dial(who, number) for who in (CALLER, OTHER, THIRD))
    seats = client.conferences(room_sid(client)).participants
    assert seats(boss).update(coaching=True, call_sid_to_coach=agent).coaching
    assert seats(boss).update(coaching=False).call_sid_to_coach is None
    assert seats(caller).update(muted=True).muted
    assert seats(caller).update(end_conference_on_exit=True).end_conference_on_exit
    carrier.settle()
    assert events(site)[-4:] == [
        "participant-modify",
        "participant-modify",
        "participant-mute",
        "participant-modify",
    ]
    with pytest.raises(TwilioRestException) as caught:
        seats(boss).update(coaching=True, call_sid_to_coach="CA" + "0" * 32)
    assert caught.value.code == 13240


def test_removing_and_ending_by_api(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages = {"/voice": meet(), "/after": "<Say>Bye.</Say><Pause length='9'/>"}
    first, second = carrier.dial(CALLER, number), carrier.dial(OTHER, number)
    room = client.conferences(room_sid(client))
    room.participants(first).delete()
    carrier.settle()
    assert carrier.heard(first) == ["Bye."]
    room.update(status="completed")
    carrier.settle()
    assert carrier.heard(second) == ["Bye."]
    assert site.at("/conference")[-2]["ReasonParticipantLeft"] == "conference_ended_via_api"
    assert site.at("/conference")[-1]["ReasonConferenceEnded"] == "conference-ended-via-api"


def test_labels_are_unique_and_coaches_need_somebody(carrier: Running, site: Site, number: str) -> None:
    labelled = meet('participantLabel="customer"')
    site.pages["/voice"] = [labelled, labelled, meet(f'coach="CA{"0" * 32}"')]
    for caller in (CALLER, OTHER, THIRD):
        carrier.dial(caller, number)
    assert [alert["code"] for alert in carrier.ledger()["alerts"]] == [16025, 13240]
    assert [params["DialCallStatus"] for params in site.at("/after")] == ["failed", "failed"]


def test_a_redirected_participant_leaves(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages = {"/voice": meet(), "/elsewhere": "<Say>Elsewhere.</Say><Pause/>"}
    first = carrier.dial(CALLER, number)
    carrier.dial(OTHER, number)
    client.calls(first).update(url=f"{SITE}/elsewhere")
    carrier.settle()
    assert carrier.heard(first)[-1] == "Elsewhere."
    assert site.at("/after") == []
    assert site.at("/conference")[-1]["ReasonParticipantLeft"] == "participant_updated_via_api"


def test_a_participant_can_be_called(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages["/voice"] = meet()
    carrier.dial(CALLER, number)
    expert = carrier.phone(THIRD, answers=False)
    seat = client.conferences(room_sid(client)).participants.create(
        from_=number,
        to=THIRD,
        label="expert",
        end_conference_on_exit=True,
        status_callback=f"{SITE}/leg",
        status_callback_event=["initiated", "ringing", "answered", "completed"],
    )
    carrier.settle()
    assert expert.rings[0].from_ == number
    assert len(client.conferences(room_sid(client)).participants.list()) == 1
    carrier.answer(seat.call_sid)
    assert len(client.conferences(room_sid(client)).participants.list()) == 2
    carrier.hang_up(seat.call_sid)
    statuses = [params["CallStatus"] for params in site.at("/leg")]
    assert statuses == ["initiated", "ringing", "in-progress", "completed"]
    assert client.conferences(room_sid(client)).fetch().status == "completed"


def test_an_announcement_is_heard_over_the_conference(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages = {
        "/voice": meet(),
        "/news": "<Say>This call ends soon.</Say>",
        "/gone": Reply(404, "text/plain", b""),
    }
    first = carrier.dial(CALLER, number)
    carrier.dial(OTHER, number)
    seat = client.conferences(room_sid(client)).participants(first)
    seat.update(announce_url=f"{SITE}/news")
    carrier.advance(5)
    assert carrier.heard(first)[-1] == "This call ends soon."
    assert events(site)[-1] == "announcement-end"
    seat.update(announce_url=f"{SITE}/gone")
    carrier.settle()
    assert events(site)[-1] == "announcement-fail"
    assert carrier.status(first) == "in-progress"


def test_audio_answers_count_as_music(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": meet('waitUrl="/m.mp3"'), "/m.mp3": Reply(200, "audio/mpeg", b"ID3")}
    first = carrier.dial(CALLER, number)
    assert carrier.heard(first) == [f"{SITE}/m.mp3"]


def test_media_is_told_who_hears_whom(carrier: Running, site: Site, number: str, client: Client) -> None:
    """The core's side of the media contract: joins at the start, changes afterwards, leaves at the end."""
    told: list[tuple[str, Any]] = []
    media = carrier.switch.media
    media.join = lambda sid, room, **flags: told.append(("join", (sid, flags)))  # type: ignore[method-assign]
    media.change = lambda sid, **flags: told.append(("change", (sid, flags)))  # type: ignore[method-assign]
    media.leave = lambda call_sid: told.append(("leave", call_sid))  # type: ignore[method-assign]
    site.pages["/voice"] = [meet(), meet('muted="true"')]
    first = carrier.dial(CALLER, number)
    assert told == []
    second = carrier.dial(OTHER, number)
    client.conferences(room_sid(client)).participants(first).update(hold=True)
    carrier.hang_up(second)
    open_flags = {"muted": False, "hold": False, "coach": None}
    assert told == [
        ("join", (first, open_flags)),
        ("join", (second, open_flags | {"muted": True})),
        ("change", (first, open_flags | {"hold": True})),
        ("leave", second),
    ]
