"""A browser with the Voice SDK, as the call core sees it."""

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from telephony.simulator.media.conversation import Conversation
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import Exchange, Ring

Say = Callable[[str, dict[str, object]], Awaitable[None]]
"""Sends a message of this type and payload to the browser."""


class DeviceCall(Conversation):
    """A call of a device; survives a change of sockets by means of its reconnect token."""

    def __init__(self, studio: Studio, exchange: Exchange, identity: str, say: Say) -> None:
        super().__init__(studio, exchange)
        self.identity = identity
        self.say = say
        self.local_sid = ""
        """What the SDK called the call before it had a SID."""
        self.reconnect = secrets.token_urlsafe(24)
        self.sdp = ""
        """Our answer to the browser's offer, held back until the network answers."""


class Device:
    """Implements `ports.Endpoint` for one registration."""

    def __init__(self, studio: Studio, exchange: Exchange, identity: str, say: Say) -> None:
        self._studio = studio
        self._exchange = exchange
        self._identity = identity
        self.say = say
        self.calls: dict[str, DeviceCall] = {}
        self._early: dict[str, str] = {}

    def new_call(self) -> DeviceCall:
        """A call that has no SID yet."""
        return DeviceCall(self._studio, self._exchange, self._identity, self.say)

    async def placed(self, call: DeviceCall, call_sid: str) -> None:
        """The core has taken the call; catch up with what it said before we knew the SID."""
        call.attach(call_sid)
        self.calls[call_sid] = call
        await call.say("ringing", {"callsid": call_sid})
        news = self._early.pop(call_sid, None)
        if news == "connected":
            await self.connected(call_sid)
        elif news is not None:
            await self.hangup(call_sid, news)

    async def ring(self, call: Ring) -> None:
        """A call comes in: offer it to the browser."""
        mine = self.calls[call.call_sid] = self.new_call()
        parameters = {
            "From": call.from_,
            "To": call.to,
            "CallSid": call.call_sid,
            "AccountSid": call.account_sid,
            "Params": urlencode(call.params),
        }
        offer = await mine.make_offer()
        if not mine.over:
            where: dict[str, object] = {"callsid": call.call_sid, "reconnect": mine.reconnect}
            await mine.say("invite", where | {"sdp": offer, "parameters": parameters})

    async def cancel(self, call_sid: str) -> None:
        """The ringing stopped."""
        if call := self.calls.pop(call_sid, None):
            await call.end()
            await call.say("cancel", {"callsid": call_sid})

    async def connected(self, call_sid: str) -> None:
        """The network answered the call this browser placed."""
        call = self.calls.get(call_sid)
        if call is None:
            self._early[call_sid] = "connected"
        elif not call.answered:
            call.answered = True
            self._studio.stop_ringing(call_sid)
            await call.say("answer", {"callsid": call_sid, "sdp": call.sdp, "reconnect": call.reconnect})

    async def hangup(self, call_sid: str, reason: str) -> None:
        """The network ended the call."""
        call = self.calls.pop(call_sid, None)
        if call is None:
            self._early[call_sid] = reason
            return
        await call.end()
        await call.say("hangup", {"callsid": call_sid})
