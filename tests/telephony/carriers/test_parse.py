"""Twilio's forms in our words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.carriers.twilio import parse
from telephony.engine.events import (
    CallArrived,
    CallerHungUp,
    CarrierStatus,
    DigitsPressed,
    FlowContinued,
    FlowEvent,
    LegChanged,
    NoInput,
    QueueLeft,
    QueueResult,
    RecordingFinished,
    RecordingReady,
    RoomChange,
    RoomChanged,
    SpeechHeard,
)

AT = "Mon, 02 Mar 2026 15:00:01 +0000"
MOMENT = datetime(2026, 3, 2, 15, 0, 1, tzinfo=UTC)


def test_a_call_comes_in() -> None:
    form = {
        "CallSid": "CA1", "AccountSid": "AC1", "From": "+12125550111", "To": "+14155550100",
        "CallStatus": "ringing", "handling": "h1", "StirVerstat": "TN-Validation-Passed-A",
    }  # fmt: skip
    assert parse.parse_arrival(form) == CallArrived(
        "CA1", "AC1", "+12125550111", "+14155550100", CarrierStatus.RINGING, (("handling", "h1"),)
    )


@pytest.mark.parametrize(
    ("form", "event"),
    [
        ({"Digits": "1"}, DigitsPressed("1")),
        ({"Digits": ""}, NoInput()),
        ({"SpeechResult": "sales", "Confidence": "0.82"}, SpeechHeard("sales", 0.82)),
        ({"SpeechResult": "sales"}, SpeechHeard("sales", None)),
        ({"SpeechResult": "sales", "Confidence": "NaN"}, SpeechHeard("sales", None)),
        ({"SpeechResult": "  "}, NoInput()),
        ({}, FlowContinued()),
        ({"CallStatus": "completed"}, CallerHungUp()),
        ({"Digits": "hangup"}, CallerHungUp()),
        ({"RecordingSid": "RE1", "RecordingDuration": "7", "Digits": "hangup"}, RecordingFinished(7, "RE1")),
        ({"RecordingUrl": "https://x", "RecordingDuration": "-1"}, RecordingFinished(0, "")),
    ],
)
def test_what_a_caller_did(form: dict[str, str], event: FlowEvent) -> None:
    assert parse.parse_answer(form) == event


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("queued", CarrierStatus.QUEUED),
        ("initiated", CarrierStatus.QUEUED),
        ("ringing", CarrierStatus.RINGING),
        ("in-progress", CarrierStatus.IN_PROGRESS),
        ("completed", CarrierStatus.COMPLETED),
        ("busy", CarrierStatus.BUSY),
        ("failed", CarrierStatus.FAILED),
        ("no-answer", CarrierStatus.NO_ANSWER),
        ("canceled", CarrierStatus.CANCELLED),
        ("teleported", CarrierStatus.UNKNOWN),
        ("", CarrierStatus.UNKNOWN),
    ],
)
def test_statuses(word: str, status: CarrierStatus) -> None:
    assert parse.parse_status(word) is status
    assert status.is_final == (word in ("completed", "busy", "failed", "no-answer", "canceled"))


def test_a_leg_changes() -> None:
    form = {
        "CallSid": "CA1",
        "CallStatus": "completed",
        "Timestamp": AT,
        "SequenceNumber": "3",
        "CallDuration": "61",
    }
    assert parse.parse_leg(form) == LegChanged("CA1", CarrierStatus.COMPLETED, MOMENT, 3, 61, "completed")


def test_a_room_changes() -> None:
    form = {
        "StatusCallbackEvent": "participant-leave", "FriendlyName": "call-1", "ConferenceSid": "CF1",
        "CallSid": "CA1", "ParticipantLabel": "caller", "Timestamp": AT, "SequenceNumber": "4",
        "ReasonParticipantLeft": "participant_hung_up",
    }  # fmt: skip
    assert parse.parse_room(form) == RoomChanged(
        "call-1",
        "CF1",
        RoomChange.LEFT,
        "CA1",
        "caller",
        MOMENT,
        4,
        "participant_hung_up",
        "participant-leave",
    )
    assert parse.parse_room({"StatusCallbackEvent": "participant-dances"}).change is RoomChange.UNKNOWN


def test_a_queue_is_left() -> None:
    form = {"CallSid": "CA1", "QueueResult": "redirected", "QueueTime": "17"}
    assert parse.parse_queue_left(form) == QueueLeft("CA1", QueueResult.REDIRECTED, 17, "redirected")
    assert parse.parse_queue_left({"QueueResult": "vanished"}).result is QueueResult.UNKNOWN


def test_a_recording_is_ready_or_will_never_be() -> None:
    form = {"RecordingSid": "RE1", "CallSid": "CA1", "RecordingUrl": "https://x", "RecordingDuration": "9"}
    ready = RecordingReady("RE1", "CA1", "https://x", 9, True, None)
    assert parse.parse_recording(form | {"RecordingStatus": "completed"}) == ready
    assert not parse.parse_recording(form | {"RecordingStatus": "absent"}).available


@pytest.mark.parametrize(
    "text", [None, "", "yesterday", "Mon, 99 Foo 2026", "Fri, 31 Dec 9999 23:59:59 -2359"]
)
def test_a_time_that_cannot_be_read_is_none(text: str | None) -> None:
    assert parse.moment(text) is None


NAMES = [
    "CallSid", "CallStatus", "Digits", "SpeechResult", "Confidence", "RecordingSid", "RecordingDuration",
    "QueueTime", "QueueResult", "Timestamp", "SequenceNumber", "StatusCallbackEvent", "RecordingStartTime",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
def test_no_form_however_strange_breaks_the_reading(form: dict[str, str]) -> None:
    for read in (
        parse.parse_arrival,
        parse.parse_answer,
        parse.parse_leg,
        parse.parse_room,
        parse.parse_queue_left,
        parse.parse_recording,
    ):
        read(form)
