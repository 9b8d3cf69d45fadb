"""Recordings: the resource, the sound and the callback."""

import io
import wave
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import timedelta

from telephony.simulator.calls.leg import Leg
from telephony.simulator.calls.notice import post
from telephony.simulator.calls.switch import Switch
from telephony.simulator.hooks.send import Hook
from telephony.simulator.records.shapes import VERSION, uri
from telephony.simulator.records.sids import new_sid, rfc2822
from telephony.simulator.records.store import Json
from telephony.simulator.twiml.session import Session


@dataclass(frozen=True)
class Wanted:
    """Why a recording is made and who hears about it."""

    source: str
    callback: str
    method: str
    events: frozenset[str]

    @classmethod
    def of(cls, session: Session, verb: ET.Element, source: str) -> "Wanted":
        """Read the recording attributes of a Record or Dial verb."""
        url = verb.get("recordingStatusCallback", "")
        events = verb.get("recordingStatusCallbackEvent", "completed").split()
        method = verb.get("recordingStatusCallbackMethod", "POST")
        return cls(source, session.absolute(url) if url else "", method, frozenset(events))


def wav_seconds(wav: bytes) -> int:
    """Return the length of a WAV file in whole seconds."""
    with wave.open(io.BytesIO(wav)) as sound:
        return int(sound.getnframes() / sound.getframerate() + 0.5)


def recording_url(switch: Switch, row: Json) -> str:
    """Return the absolute address of a recording, without ending."""
    return f"{switch.base_url}/{VERSION}/Accounts/{row['account_sid']}/Recordings/{row['sid']}"


def keep_recording(switch: Switch, leg: Leg, wanted: Wanted, wav: bytes) -> Json:
    """Store a finished recording and send its callback; return the resource."""
    seconds, now, sid = wav_seconds(wav), switch.clock.now(), new_sid("RE")
    row: Json = {
        "account_sid": leg.account_sid,
        "api_version": VERSION,
        "call_sid": leg.sid,
        "conference_sid": None,
        "date_created": rfc2822(now),
        "date_updated": rfc2822(now),
        "start_time": rfc2822(now - timedelta(seconds=seconds)),
        "duration": str(seconds),
        "sid": sid,
        "price": None,
        "price_unit": "USD",
        "status": "completed",
        "channels": 1,
        "source": wanted.source,
        "error_code": None,
        "uri": uri(leg.account_sid, "Recordings", sid),
        "encryption_details": None,
        "subresource_uris": {
            "add_on_results": uri(leg.account_sid, "Recordings", sid, "AddOnResults"),
            "transcriptions": uri(leg.account_sid, "Recordings", sid, "Transcriptions"),
        },
    }
    row["media_url"] = recording_url(switch, row)
    switch.store.put("recording", sid, leg.account_sid, row)
    switch.store.put_sound(sid, wav)
    switch.ledger.event(leg.sid, "recording", recording_sid=sid, seconds=seconds)
    _tell(switch, leg, wanted, row)
    return row


def _tell(switch: Switch, leg: Leg, wanted: Wanted, row: Json) -> None:
    if not wanted.callback or row["status"] not in wanted.events:
        return
    params = {
        "AccountSid": leg.account_sid,
        "CallSid": leg.sid,
        "RecordingSid": row["sid"],
        "RecordingUrl": recording_url(switch, row),
        "RecordingStatus": row["status"],
        "RecordingDuration": row["duration"],
        "RecordingChannels": "1",
        "RecordingStartTime": row["start_time"],
        "RecordingSource": row["source"],
        "RecordingTrack": "both",
        "ErrorCode": "0",
    }
    hook = Hook("recording", leg.account_sid, leg.sid, wanted.callback, wanted.method, params)
    post(switch, hook, leg.notices)
