"""One signalling socket: what each message of the Voice SDK does."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from telephony.simulator.media.conversation import BadOffer
from telephony.simulator.media.signal import errors
from telephony.simulator.media.signal.device import Device, DeviceCall, Say
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import BadToken, Exchange, NotInService, Token

Payload = dict[str, Any]


class Session:
    """Follows one socket from `listen` to its close. Messages are worked one after the other."""

    def __init__(self, studio: Studio, exchange: Exchange, calls: dict[str, DeviceCall], say: Say) -> None:
        """`calls`: by reconnect token, shared by all sockets of the process."""
        self._studio = studio
        self._exchange = exchange
        self._reconnectable = calls
        self.say = say
        self._token: Token | None = None
        self._registered = False
        self.device = Device(studio, exchange, "", say)
        self._handlers: dict[str, Callable[[Payload], Awaitable[None]]] = {
            "listen": self._listen,
            "register": self._register,
            "invite": self._invite,
            "reinvite": self._reinvite,
            "answer": self._answer,
            "dtmf": self._dtmf,
            "hangup": self._hangup,
            "reject": self._hangup,
            "message": self._message,
        }

    async def take(self, kind: str, payload: Payload) -> None:
        """Work one message; unknown ones are ignored, as newer SDKs may send more."""
        if handler := self._handlers.get(kind):
            await handler(payload)

    def close(self) -> list[DeviceCall]:
        """The socket is gone: take no more calls; returns the calls that are still going on."""
        self._unregister()
        return [call for call in self.device.calls.values() if call.say is self.say and not call.over]

    async def _listen(self, payload: Payload) -> None:
        try:
            token = self._exchange.check_token(str(payload.get("token", "")))
        except BadToken as refusal:
            await self.say("error", {"error": errors.for_token(refusal)})
            return
        self._adopt(token)
        left = int((token.expires_at - self._exchange.now()).total_seconds())
        said = {"identity": token.identity, "ttl": max(0, left)}
        await self.say("connected", {"region": "us1", "edge": "local", "gateway": "local", "token": said})

    def _adopt(self, token: Token) -> None:
        """Another person's token ends the registration of the first."""
        if self._token is None or self._token.identity != token.identity:
            self._unregister()
            calls = self.device.calls
            self.device = Device(self._studio, self._exchange, token.identity, self.say)
            self.device.calls.update(calls)
        self._token = token

    async def _register(self, payload: Payload) -> None:
        if self._token is None:
            await self._refuse(errors.TOKEN_INVALID, "Send a valid token before registering.")
        elif (payload.get("media") or {}).get("audio") is False:
            self._unregister()
            await self.say("offline", {})
        else:
            if self._token.incoming and not self._registered:
                self._registered = True
                self._exchange.register_client(self._token.account_sid, self._token.identity, self.device)
            await self.say("ready", {})

    def _unregister(self) -> None:
        if self._registered and self._token:
            self._registered = False
            self._exchange.unregister_client(self._token.account_sid, self._token.identity, self.device)

    async def _invite(self, payload: Payload) -> None:
        local_sid = str(payload.get("callsid", ""))
        if self._token is None:
            await self._decline(local_sid, errors.TOKEN_INVALID, "Send a valid token before calling.")
        elif payload.get("reconnect"):
            await self._come_back(payload, self._token)
        elif not self._token.application_sid:
            await self._decline(local_sid, errors.CONNECTION_DECLINED, "This token may not place calls.")
        else:
            await self._place(payload, self._token)

    async def _place(self, payload: Payload, token: Token) -> None:
        local_sid = str(payload.get("callsid", ""))
        call = self.device.new_call()
        call.local_sid = local_sid
        params = custom_params(payload) | token.params
        try:
            call.sdp = await call.take_offer(str(payload.get("sdp", "")))
            call_sid = await self._exchange.connect_client(
                token.identity, token.account_sid, token.application_sid, params, self.device
            )
        except (BadOffer, NotInService) as refusal:
            await call.end()
            await self._decline(local_sid, errors.CONNECTION_DECLINED, str(refusal))
            return
        self._reconnectable[call.reconnect] = call
        await self.device.placed(call, call_sid)

    async def _come_back(self, payload: Payload, token: Token) -> None:
        """A browser that lost its socket (or its page) goes on with a call it was in."""
        call = self._reconnectable.get(str(payload["reconnect"]))
        call_sid = str(payload.get("callsid", ""))
        if call is None or call.over or call.identity != token.identity or not call.call_sid:
            await self._decline(call_sid, errors.CONNECTION_ERROR, "This call is over.")
            return
        call.say = self.say
        self.device.calls[call.call_sid] = call
        answer: dict[str, object] = {"callsid": call.call_sid, "reconnect": call.reconnect}
        offer = str(payload.get("sdp", ""))
        if offer and not call.knows(offer):
            answer["sdp"] = await call.take_offer(offer)
        await self.say("answer", answer)

    async def _reinvite(self, payload: Payload) -> None:
        if call := self._call(payload):
            try:
                sdp = await call.take_offer(str(payload.get("sdp", "")))
            except BadOffer:
                return
            await self.say("answer", {"callsid": call.call_sid, "sdp": sdp, "reconnect": call.reconnect})

    async def _answer(self, payload: Payload) -> None:
        call_sid = str(payload.get("callsid", ""))
        call = self.device.calls.get(call_sid)
        if call is None or call.answered:
            return
        if not await self._exchange.answered(call_sid, self.device):
            return
        call.answered = True
        call.attach(call_sid)
        self._reconnectable[call.reconnect] = call
        try:
            await call.take_answer(str(payload.get("sdp", "")))
        except BadOffer:
            await call.hang_up()

    async def _dtmf(self, payload: Payload) -> None:
        if call := self._call(payload):
            await self._exchange.pressed(call.call_sid, str(payload.get("dtmf", "")))

    async def _hangup(self, payload: Payload) -> None:
        """Hang up, or decline a call that rings."""
        call = self._call(payload)
        if call is None:
            return
        call_sid = call.call_sid or str(payload.get("callsid", ""))
        self.device.calls.pop(call_sid, None)
        self._reconnectable.pop(call.reconnect, None)
        await call.end()
        await self._exchange.hung_up(call_sid)

    async def _message(self, payload: Payload) -> None:
        """Messages inside calls have no reader here; acknowledging them keeps the SDK content."""
        names = {"callsid": payload.get("callsid"), "voiceeventsid": payload.get("voiceeventsid")}
        await self.say("ack", {"acktype": "message", **names})

    def _call(self, payload: Payload) -> DeviceCall | None:
        """By SID, or by the SDK's own name of a call that has none yet."""
        name = str(payload.get("callsid", ""))
        by_local = (call for call in self.device.calls.values() if call.local_sid == name and name)
        return self.device.calls.get(name) or next(by_local, None)

    async def _refuse(self, code: int, message: str) -> None:
        await self.say("error", {"error": {"code": code, "message": message}})

    async def _decline(self, call_sid: str, code: int, message: str) -> None:
        await self.say("hangup", {"callsid": call_sid, "error": {"code": code, "message": message}})


def custom_params(payload: Payload) -> dict[str, str]:
    """The parameters of `device.connect({params})`, which the SDK sends as one query string."""
    twilio = payload.get("twilio") or {}
    return dict(parse_qsl(str(twilio.get("params", "")), keep_blank_values=True))
