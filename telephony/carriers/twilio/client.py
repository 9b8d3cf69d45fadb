"""Commands on calls over Twilio's REST API, with the unmodified SDK."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import requests
from twilio.rest import Client

from telephony.carriers.twilio.failures import CALL_OVER, NOT_FOUND, translated
from telephony.carriers.twilio.http import TIMEOUT_S, TWILIO_HOST, http_client, rebase
from telephony.carriers.twilio.parse import parse_status, whole
from telephony.carriers.twilio.token import voice_token
from telephony.engine.ports import CarrierRefused, CarrierUnknown, RemoteCall

TWILIO_BASE = f"https://{TWILIO_HOST}"
RECORDING_MAX_BYTES = 64 * 1024 * 1024


class Credentials(Protocol):
    """What it takes to act in one account."""

    @property
    def sid(self) -> str: ...
    @property
    def auth_token(self) -> str: ...
    @property
    def api_key_sid(self) -> str: ...
    @property
    def api_key_secret(self) -> str: ...
    @property
    def application_sid(self) -> str: ...


class TwilioCarrier:
    """A `telephony.engine.ports.Carrier` in one account; `api_base` is where the REST API is."""

    def __init__(self, credentials: Credentials, api_base: str = TWILIO_BASE) -> None:
        self.credentials = credentials
        self.api_base = api_base
        self._http = http_client(api_base)
        self.rest = Client(credentials.sid, credentials.auth_token, http_client=self._http)

    def end_call(self, call_ref: str) -> None:
        """Hang up a leg; a leg that is already over is no error."""
        try:
            with translated():
                self.rest.calls(call_ref).update(status="completed")
        except CarrierRefused as refused:
            if refused.code != CALL_OVER:
                raise

    def redirect_call(self, call_ref: str, url: str) -> None:
        """Make a leg ask `url` for new commands now."""
        with translated():
            self.rest.calls(call_ref).update(url=url, method="POST")

    def hold(self, room: str, call_ref: str, on: bool, hold_url: str = "") -> None:
        """Hold a leg of a conference, playing what `hold_url` answers, or resume it."""
        with translated():
            participant = self.rest.conferences(self._room_ref(room)).participants(call_ref)
            if on and hold_url:
                participant.update(hold=True, hold_url=hold_url, hold_method="POST")
            else:
                participant.update(hold=on)

    def remove_participant(self, room: str, call_ref: str) -> None:
        """Take a leg out of a conference; a leg that has left, or a room that is over, is no error."""
        try:
            with translated():
                self.rest.conferences(self._room_ref(room)).participants(call_ref).delete()
        except CarrierRefused as refused:
            if refused.code != NOT_FOUND:
                raise

    def fetch_call(self, call_ref: str) -> RemoteCall:
        """What Twilio believes about a leg; it may be a little behind its own callbacks."""
        with translated():
            call = self.rest.calls(call_ref).fetch()
            return RemoteCall(
                call_ref=call.sid or call_ref,
                status=parse_status(str(call.status or "")),
                duration_s=whole(str(call.duration or "")),
                caller=call._from or "",
                called=call.to or "",
                ended_at=call.end_time if isinstance(call.end_time, datetime) else None,
            )

    def find_call(self, call_ref: str) -> RemoteCall | None:
        """What Twilio believes about a leg; None for one it does not know. Other refusals are errors."""
        try:
            return self.fetch_call(call_ref)
        except CarrierRefused as refused:
            if refused.code != NOT_FOUND:
                raise
            return None

    def fetch_recording(self, recording_ref: str) -> bytes:
        """A recording as WAV bytes. The SDK reads answers as text, so this goes round it."""
        path = f"/2010-04-01/Accounts/{self.credentials.sid}/Recordings/{recording_ref}.wav"
        url = rebase(TWILIO_BASE + path, self.api_base)
        with (
            translated(),
            self._session().get(
                url,
                auth=(self.credentials.sid, self.credentials.auth_token),
                timeout=TIMEOUT_S,
                stream=True,
            ) as answer,
        ):
            return _body(answer)

    def voice_token(self, identity: str, ttl_s: int) -> str:
        """A token with which a browser may register and dial as `identity`."""
        mine = self.credentials
        return voice_token(
            account=mine.sid,
            key=mine.api_key_sid,
            secret=mine.api_key_secret,
            application=mine.application_sid,
            identity=identity,
            ttl_s=ttl_s,
        )

    def _room_ref(self, room: str) -> str:
        """The conference's sid, looked up by name while it is going on; raises CarrierRefused."""
        if room.startswith("CF") and len(room) == 34:
            return room
        for found in self.rest.conferences.list(friendly_name=room, status="in-progress", limit=1):
            return str(found.sid)
        raise CarrierRefused(NOT_FOUND, "The conference is over.")

    def _session(self) -> requests.Session:
        session = self._http.session
        return session if session is not None else requests.Session()


def _body(answer: requests.Response) -> bytes:
    """The bytes of a recording; raises CarrierRefused or CarrierUnknown."""
    if answer.status_code >= 500:
        raise CarrierUnknown(f"The carrier had an error of its own (HTTP {answer.status_code}).")
    if answer.status_code != 200:
        raise CarrierRefused(NOT_FOUND, "The carrier does not have this recording.")
    body = bytearray()
    for part in answer.iter_content(64 * 1024):
        body += part
        if len(body) > RECORDING_MAX_BYTES:
            raise CarrierRefused(0, "The recording is too large.")
    return bytes(body)
