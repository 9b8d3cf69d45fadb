"""A tiny call core for tests of the sound: whoever calls is answered and put into one room."""

from datetime import UTC, datetime, timedelta
from itertools import count

import jwt

from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import BadToken, Endpoint, NotInService, OwnedNumber, Ring, Token

ACCOUNT = "AC" + "0" * 32
APPLICATION = "AP" + "0" * 32
KEY = "SK" + "0" * 32
SECRET = "s" * 32
NUMBER = "+14155550100"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class TinyExchange:
    """Implements `ports.Exchange`; `studio` is set after construction, as in the real stand-in."""

    studio: Studio

    def __init__(self) -> None:
        self.clients: dict[str, Endpoint] = {}
        self.phones: dict[str, Endpoint] = {}
        self.legs: dict[str, Endpoint] = {}
        self.params: dict[str, str] = {}
        self.digits: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.over: list[str] = []
        self._sids = (f"CA{n:032d}" for n in count(1))

    def now(self) -> datetime:
        return NOW

    def check_token(self, token: str) -> Token:
        try:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_exp": False})
        except jwt.PyJWTError as problem:
            raise BadToken(20101, str(problem)) from problem
        expires = datetime.fromtimestamp(claims["exp"], UTC)
        if claims["iss"] != KEY:
            raise BadToken(20103, "Invalid Access Token issuer/subject")
        if expires <= NOW:
            raise BadToken(20104, "Access Token expired")
        identity = str(claims["grants"]["identity"])
        placing = claims["grants"]["voice"].get("outgoing", {}).get("application_sid", "")
        return Token(ACCOUNT, identity, placing, True, {}, expires)

    def owned_numbers(self) -> list[OwnedNumber]:
        return [
            OwnedNumber(NUMBER, "Acme Bicycles", ACCOUNT),
            OwnedNumber("+442079460018", "北方旅行社", ACCOUNT),
            OwnedNumber("+14155550142", "+14155550142", ACCOUNT),
        ]

    def register_client(self, account_sid: str, identity: str, endpoint: Endpoint) -> None:
        self.clients[identity] = endpoint

    def unregister_client(self, account_sid: str, identity: str, endpoint: Endpoint) -> None:
        self.clients.pop(identity, None)

    def register_phone(self, number: str, endpoint: Endpoint) -> None:
        self.phones[number] = endpoint

    def unregister_phone(self, number: str, endpoint: Endpoint) -> None:
        self.phones.pop(number, None)

    async def connect_client(
        self,
        identity: str,
        account_sid: str,
        application_sid: str,
        params: dict[str, str],
        endpoint: Endpoint,
    ) -> str:
        self.params = params
        return await self._into_room(endpoint)

    async def dial_in(self, from_: str, to: str, endpoint: Endpoint) -> str:
        if to != NUMBER:
            raise NotInService
        return await self._into_room(endpoint)

    async def _into_room(self, endpoint: Endpoint) -> str:
        call_sid = next(self._sids)
        self.legs[call_sid] = endpoint
        await endpoint.connected(call_sid)
        self.studio.join(call_sid, "room", muted=False, hold=False, coach=None)
        return call_sid

    async def ring(self, endpoint: Endpoint, from_: str, params: dict[str, str]) -> str:
        """Let an endpoint ring."""
        call_sid = next(self._sids)
        self.legs[call_sid] = endpoint
        await endpoint.ring(Ring(call_sid, ACCOUNT, from_, "client:agent", params))
        return call_sid

    async def answered(self, call_sid: str, endpoint: Endpoint) -> bool:
        self.studio.join(call_sid, "room", muted=False, hold=False, coach=None)
        return call_sid in self.legs

    async def pressed(self, call_sid: str, digits: str) -> None:
        self.digits.append((call_sid, digits))

    async def spoke(self, call_sid: str, text: str) -> None:
        self.words.append(text)

    async def hung_up(self, call_sid: str) -> None:
        self.over.append(call_sid)
        self.legs.pop(call_sid, None)
        self.studio.hangup(call_sid)

    async def end(self, call_sid: str, reason: str = "completed") -> None:
        """The network ends a call."""
        endpoint = self.legs.pop(call_sid)
        self.studio.hangup(call_sid)
        await endpoint.hangup(call_sid, reason)


def token(identity: str = "agent", *, issuer: str = KEY, secret: str = SECRET, left_s: int = 3600) -> str:
    """An access token of the Voice SDK."""
    voice = {"outgoing": {"application_sid": APPLICATION}, "incoming": {"allow": True}}
    expires = NOW + timedelta(seconds=left_s)
    claims: dict[str, object] = {"iss": issuer, "sub": ACCOUNT, "exp": int(expires.timestamp())}
    claims["grants"] = {"identity": identity, "voice": voice}
    return jwt.encode(claims, secret, algorithm="HS256", headers={"cty": "twilio-fpa;v=1"})
