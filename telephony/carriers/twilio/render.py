"""Commands to TwiML, built as text because every webhook waits for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from telephony.carriers.twilio.languages import speech
from telephony.carriers.twilio.links import Links
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

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SAY_MAX = 4000  # Twilio refuses more than 4096 characters in one <Say>
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOM_EVENTS = "start end join leave mute hold"


def twiml(commands: Iterable[Command], links: Links) -> str:
    """The TwiML document of these commands. Raises ValueError for a Redirect to an unknown place."""
    return f"{HEAD}<Response>{''.join(_RENDER[type(c)](c, links) for c in commands)}</Response>"


def _text(value: str) -> str:
    clean = _NOT_XML.sub(" ", value)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tag(name: str, attributes: Mapping[str, str | int | bool], inner: str = "") -> str:
    # Line breaks in an attribute would be read back as spaces, so they are written as references.
    written = "".join(
        f' {key}="{_text(_word(value)).replace(chr(34), "&quot;").replace(chr(10), "&#10;")}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def _word(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _say(command: Say, links: Links) -> str:
    text, spoken = command.text.strip(), speech(command.language)
    parts = [text[at : at + SAY_MAX] for at in range(0, len(text), SAY_MAX)]
    attributes = {"language": spoken.say_language, "voice": spoken.voice}
    return "".join(_tag("Say", attributes, _text(part)) for part in parts)


def _play(command: Play, links: Links) -> str:
    return _tag("Play", {}, _text(command.url))


def _pause(command: Pause, links: Links) -> str:
    return _tag("Pause", {"length": max(command.seconds, 1)})


def _gather(command: Gather, links: Links) -> str:
    attributes: dict[str, str | int | bool] = {
        "action": links.step,
        "method": "POST",
        "input": "dtmf speech" if command.speech else "dtmf",
        "numDigits": command.max_digits,
        "timeout": command.timeout_s,
        "finishOnKey": command.finish_on_key,
        "actionOnEmptyResult": True,  # otherwise silence falls through and the flow never hears of it
    }
    if command.speech:
        attributes["language"] = speech(command.language).hear_language
        attributes["speechTimeout"] = "auto"
        if command.hints:
            attributes["hints"] = ",".join(hint[:100] for hint in command.hints[:500])
    inner = "".join(_RENDER[type(prompt)](prompt, links) for prompt in command.prompts)
    return _tag("Gather", attributes, inner)


def _enqueue(command: Enqueue, links: Links) -> str:
    attributes: dict[str, str | int | bool] = {
        "action": links.leave,
        "method": "POST",
        "waitUrl": links.wait,
        "waitUrlMethod": "POST",
    }
    return _tag("Enqueue", attributes, _text(queue_name(command.queue_id)))


def _conference(command: JoinConference, links: Links) -> str:
    attributes: dict[str, str | int | bool] = {
        "participantLabel": command.label[:128],
        "startConferenceOnEnter": command.start_on_enter,
        "endConferenceOnExit": command.end_on_exit,
        "beep": _word(command.beep),
        "muted": command.muted,
        "waitUrl": links.hold,
        "waitMethod": "POST",
        # Twilio takes these from whoever joins first, so every leg brings the same ones.
        "statusCallback": links.conference,
        "statusCallbackMethod": "POST",
        "statusCallbackEvent": _ROOM_EVENTS,
    }
    if command.coach:
        attributes["coach"] = command.coach
    return _tag("Dial", {}, _tag("Conference", attributes, _text(command.room)))


def _record(command: Record, links: Links) -> str:
    attributes: dict[str, str | int | bool] = {
        "action": links.voicemail,
        "method": "POST",
        "maxLength": command.max_s,
        "timeout": command.silence_s,
        "finishOnKey": command.finish_on_key,
        "playBeep": True,
        "recordingStatusCallback": links.recording,
        "recordingStatusCallbackMethod": "POST",
        "recordingStatusCallbackEvent": "completed absent",
    }
    # Without a word from the caller Twilio goes on to the next verb instead of asking `action`.
    return _tag("Record", attributes) + _redirect_to(links.voicemail)


def _redirect_to(url: str) -> str:
    return _tag("Redirect", {"method": "POST"}, _text(url))


def _redirect(command: Redirect, links: Links) -> str:
    return _redirect_to(links.place(command.to))


def _reject(command: Reject, links: Links) -> str:
    return _tag("Reject", {"reason": command.reason})


def _hangup(command: Hangup, links: Links) -> str:
    return "<Hangup/>"


def _leave(command: Leave, links: Links) -> str:
    return "<Leave/>"


_RENDER: Mapping[type, Callable[[Any, Links], str]] = {
    Say: _say,
    Play: _play,
    Pause: _pause,
    Gather: _gather,
    Enqueue: _enqueue,
    JoinConference: _conference,
    Record: _record,
    Redirect: _redirect,
    Reject: _reject,
    Hangup: _hangup,
    Leave: _leave,
}


def queue_name(queue_id: str) -> str:
    """What a queue is called at Twilio, which knows it by name within the tenant's own account."""
    return f"queue-{queue_id}"[:64]
