"""Twilio's notices in our words; a value nobody has documented becomes UNKNOWN, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

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

Form = Mapping[str, str]

_STATUS = {
    "queued": CarrierStatus.QUEUED,
    "initiated": CarrierStatus.QUEUED,
    "ringing": CarrierStatus.RINGING,
    "in-progress": CarrierStatus.IN_PROGRESS,
    "answered": CarrierStatus.IN_PROGRESS,
    "completed": CarrierStatus.COMPLETED,
    "busy": CarrierStatus.BUSY,
    "failed": CarrierStatus.FAILED,
    "no-answer": CarrierStatus.NO_ANSWER,
    "canceled": CarrierStatus.CANCELLED,
}
_ROOM = {
    "conference-start": RoomChange.STARTED,
    "conference-end": RoomChange.ENDED,
    "participant-join": RoomChange.JOINED,
    "participant-leave": RoomChange.LEFT,
    "participant-mute": RoomChange.MUTED,
    "participant-unmute": RoomChange.UNMUTED,
    "participant-hold": RoomChange.HELD,
    "participant-unhold": RoomChange.RESUMED,
}
_QUEUE = {
    "bridged": QueueResult.BRIDGED,
    "bridging-in-process": QueueResult.BRIDGED,
    "redirected": QueueResult.REDIRECTED,
    "redirected-from-bridged": QueueResult.REDIRECTED,
    "leave": QueueResult.LEFT,
    "hangup": QueueResult.HUNG_UP,
    "queue-full": QueueResult.FULL,
    "error": QueueResult.ERROR,
    "system-error": QueueResult.ERROR,
}


def parse_status(word: str) -> CarrierStatus:
    """A CallStatus in our words."""
    return _STATUS.get(word, CarrierStatus.UNKNOWN)


def parse_arrival(form: Form) -> CallArrived:
    """A request for a leg's first commands.

    Twilio's own parameters begin with a capital letter; a browser's extra ones, which are the browser's
    word and nothing more, are passed on in `params`.
    """
    extra = tuple((key, value) for key, value in form.items() if key[:1].islower())
    return CallArrived(
        call_ref=form.get("CallSid", ""),
        account_ref=form.get("AccountSid", ""),
        caller=form.get("From", ""),
        called=form.get("To") or form.get("Called", ""),
        status=parse_status(form.get("CallStatus", "")),
        params=extra,
    )


def parse_answer(form: Form) -> FlowEvent:
    """What a caller did about a <Gather>, <Record> or <Redirect>."""
    if "RecordingSid" in form or "RecordingUrl" in form:
        return RecordingFinished(whole(form.get("RecordingDuration")) or 0, form.get("RecordingSid", ""))
    if parse_status(form.get("CallStatus", "")).is_final or form.get("Digits") == "hangup":
        return CallerHungUp()
    if form.get("Digits"):
        return DigitsPressed(form["Digits"])
    if form.get("SpeechResult", "").strip():
        return SpeechHeard(form["SpeechResult"], _fraction(form.get("Confidence")))
    return NoInput() if "Digits" in form or "SpeechResult" in form else FlowContinued()


def parse_leg(form: Form) -> LegChanged:
    """A status callback of a leg."""
    word = form.get("CallStatus", "")
    return LegChanged(
        call_ref=form.get("CallSid", ""),
        status=parse_status(word),
        at=moment(form.get("Timestamp")),
        sequence=whole(form.get("SequenceNumber")),
        duration_s=whole(form.get("CallDuration")),
        raw_status=word,
    )


def parse_room(form: Form) -> RoomChanged:
    """A status callback of a conference."""
    word = form.get("StatusCallbackEvent", "")
    return RoomChanged(
        room=form.get("FriendlyName", ""),
        room_ref=form.get("ConferenceSid", ""),
        change=_ROOM.get(word, RoomChange.UNKNOWN),
        call_ref=form.get("CallSid") or form.get("CallSidEndingConference", ""),
        label=form.get("ParticipantLabel", ""),
        at=moment(form.get("Timestamp")),
        sequence=whole(form.get("SequenceNumber")),
        reason=form.get("ReasonParticipantLeft") or form.get("ReasonConferenceEnded", ""),
        raw_event=word,
    )


def parse_queue_left(form: Form) -> QueueLeft:
    """The action of an <Enqueue>."""
    word = form.get("QueueResult", "")
    return QueueLeft(
        call_ref=form.get("CallSid", ""),
        result=_QUEUE.get(word, QueueResult.UNKNOWN),
        waited_s=whole(form.get("QueueTime")),
        raw_result=word,
    )


def parse_recording(form: Form) -> RecordingReady:
    """A status callback of a recording."""
    return RecordingReady(
        recording_ref=form.get("RecordingSid", ""),
        call_ref=form.get("CallSid", ""),
        url=form.get("RecordingUrl", ""),
        duration_s=whole(form.get("RecordingDuration")) or 0,
        available=form.get("RecordingStatus", "completed") == "completed",
        at=moment(form.get("RecordingStartTime")),
    )


def moment(text: str | None) -> datetime | None:
    """An RFC 2822 time as aware UTC; None when there is none or it cannot be read."""
    if not text:
        return None
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def whole(text: str | None) -> int | None:
    """A number of at most nine digits, 0 or more; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 9 else None


def _fraction(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value <= 1 else None
