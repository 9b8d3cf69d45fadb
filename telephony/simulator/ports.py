"""What the call core, the media plane and the far ends of legs promise each other.

Everything here runs on one asyncio loop and one thread. A *leg* is one Twilio Call resource and is named by
its call SID everywhere. The core decides what happens and when; media only makes it audible and says how long
it lasts.

The media package, when present, is `telephony.simulator.media` with two functions:

    build_media(exchange: Exchange, state: pathlib.Path | None) -> Media
    add_routes(app: aiohttp.web.Application, exchange: Exchange, media: Media) -> None
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

FOREVER = 1e9
"""Seconds that `Media.play` returns for endless audio (`loop=0`)."""


class Media(Protocol):
    """Sound for legs; no method blocks or sleeps, and none fails for a leg that is already gone.

    `say` and `play` are heard by that leg alone, also while it is in a room (then over the room's sound).
    At most one of them runs per leg: a new one replaces the old. Outside rooms and bridges there is silence
    when nothing plays.
    """

    def say(self, call_sid: str, text: str, language: str, voice: str) -> float:
        """Start speaking `text` (language such as `en-US`; voice may be ''); return its length in seconds."""

    def play(self, call_sid: str, url: str, loop: int) -> float:
        """Start playing the audio at `url`, `loop` times (0 = for ever); return the seconds (or FOREVER).

        The core may call this for a URL that cannot be fetched quickly: then guess, and play what arrives.
        """

    def digits(self, call_sid: str, digits: str) -> None:
        """Send DTMF tones to that leg; `w` is a pause of 0.5 s, `W` of 1 s."""

    def ring(self, call_sid: str) -> None:
        """Play ring-back to that leg until `stop`, `join` or `bridge`."""

    def beep(self, call_sid: str) -> None:
        """Play the short conference beep to that leg."""

    def stop(self, call_sid: str) -> None:
        """Stop what `say`, `play`, `digits` or `ring` plays to that leg."""

    def join(self, call_sid: str, room: str, *, muted: bool, hold: bool, coach: str | None) -> None:
        """Put a leg into a mixed room. Only called once the conference has started.

        muted: the others do not hear it. hold: it neither hears nor is heard (music comes by `play`/`say`).
        coach: it is heard only by the leg with this call SID, and hears everybody.
        """

    def change(self, call_sid: str, *, muted: bool, hold: bool, coach: str | None) -> None:
        """Set all three flags of a leg that is in a room."""

    def leave(self, call_sid: str) -> None:
        """Take a leg out of its room or bridge; the leg goes on."""

    def bridge(self, a: str, b: str) -> None:
        """Connect two legs (`<Dial>` to a client, number or queue); ended by `leave` of either."""

    def record(self, call_sid: str) -> None:
        """Start recording what this leg says."""

    def recorded(self, call_sid: str) -> bytes:
        """Stop recording and return a WAV file, 16-bit mono 8 kHz (empty audio if nothing was recorded)."""

    def quiet(self, call_sid: str) -> float | None:
        """Seconds since this leg's far end last made a sound; None if unknown (silence ends `<Record>`)."""

    def hangup(self, call_sid: str) -> None:
        """The leg is over: release everything about it."""


@dataclass(frozen=True)
class Ring:
    """An incoming call offered to a far end: what the Voice SDK sees in its `invite`."""

    call_sid: str
    account_sid: str
    from_: str
    to: str
    params: dict[str, str] = field(default_factory=dict)
    """Custom parameters (`<Parameter>` or the query of `client:name?a=b`)."""


class Endpoint(Protocol):
    """A far end of legs: a registered browser device, the virtual phone page or a scripted person."""

    async def ring(self, call: Ring) -> None:
        """A call comes in; answer later with `Exchange.answered(call_sid, self)` or `hung_up` (declined)."""

    async def cancel(self, call_sid: str) -> None:
        """The ringing stopped: given up, timed out, or answered by another device."""

    async def connected(self, call_sid: str) -> None:
        """The network answered the call this end placed (`connect_client` or `dial_in`)."""

    async def hangup(self, call_sid: str, reason: str) -> None:
        """The network ended a call: completed, busy, failed, no-answer, canceled."""


@dataclass(frozen=True)
class Token:
    """A valid access token of the Voice SDK."""

    account_sid: str
    identity: str
    application_sid: str
    """'' when the token may not place calls."""
    incoming: bool
    params: dict[str, str]
    """Parameters fixed by the token's outgoing grant."""
    expires_at: datetime


@dataclass(frozen=True)
class OwnedNumber:
    """A bought phone number, for a page that offers numbers to dial."""

    phone_number: str
    friendly_name: str
    account_sid: str


class BadToken(Exception):
    """The access token is refused; `code` is Twilio's (20101 invalid, 20104 expired, 20103 issuer)."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NotInService(Exception):
    """Nobody owns the dialled number, or the account may not take calls."""


class Exchange(Protocol):
    """The call core, as the media plane, the signalling socket and the virtual phone see it."""

    def now(self) -> datetime:
        """The simulator's time (aware UTC; may be virtual)."""

    def check_token(self, token: str) -> Token:
        """Verify a Voice SDK access token against the account's API keys; raises BadToken."""

    def owned_numbers(self) -> list[OwnedNumber]:
        """All numbers that somebody has bought, in the order of buying."""

    def register_client(self, account_sid: str, identity: str, endpoint: Endpoint) -> None:
        """This device takes calls to `client:<identity>`; several devices may share an identity."""

    def unregister_client(self, account_sid: str, identity: str, endpoint: Endpoint) -> None:
        """The device is gone (idempotent)."""

    def register_phone(self, number: str, endpoint: Endpoint) -> None:
        """A virtual telephone takes calls to this outside number (E.164)."""

    def unregister_phone(self, number: str, endpoint: Endpoint) -> None:
        """The telephone is gone (idempotent)."""

    async def connect_client(
        self,
        identity: str,
        account_sid: str,
        application_sid: str,
        params: dict[str, str],
        endpoint: Endpoint,
    ) -> str:
        """A browser places a call through an application; returns its SID at once; raises NotInService."""

    async def dial_in(self, from_: str, to: str, endpoint: Endpoint) -> str:
        """A telephone calls a bought number; returns the call SID at once; raises NotInService."""

    async def answered(self, call_sid: str, endpoint: Endpoint) -> bool:
        """A ringing far end picks up; False if it is too late (then `cancel` was or will be sent)."""

    async def pressed(self, call_sid: str, digits: str) -> None:
        """DTMF from the far end."""

    async def spoke(self, call_sid: str, text: str) -> None:
        """Speech from the far end, given as text."""

    async def hung_up(self, call_sid: str) -> None:
        """The far end hung up, or declined a ringing call."""
