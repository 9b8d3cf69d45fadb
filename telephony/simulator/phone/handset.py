"""One virtual phone: what its page asks for, and what the network tells it."""

from collections.abc import Awaitable, Callable
from typing import Any

from telephony.simulator.media.conversation import BadOffer, Conversation
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import Exchange, NotInService, Ring

Tell = Callable[[dict[str, object]], Awaitable[None]]
Message = dict[str, Any]


class Handset:
    """Implements `ports.Endpoint` for one page; it has at most one call."""

    def __init__(self, studio: Studio, exchange: Exchange, tell: Tell) -> None:
        self._studio = studio
        self._exchange = exchange
        self._tell = tell
        self._number = ""
        self._call: Conversation | None = None
        self._sid = ""
        self._dialling: list[str] | None = None
        self._handlers: dict[str, Callable[[Message], Awaitable[None]]] = {
            "hello": self._hello,
            "dial": self._dial,
            "answer": self._answer,
            "digits": self._digits,
            "speech": self._speech,
            "hangup": self._hangup,
        }

    async def take(self, message: Message) -> None:
        """Work one message of the page; unknown ones are ignored."""
        if handler := self._handlers.get(str(message.get("type"))):
            await handler(message)

    async def close(self) -> None:
        """The page is gone."""
        if self._number:
            self._exchange.unregister_phone(self._number, self)
        await self._hangup({})

    # From the network

    async def ring(self, call: Ring) -> None:
        """Somebody calls; a phone that is engaged declines."""
        if self._call is not None:
            await self._exchange.hung_up(call.call_sid)
            return
        mine = self._begin()
        self._sid = call.call_sid
        offer = await mine.make_offer()
        await self._tell({"type": "ring", "call": call.call_sid, "from": call.from_, "sdp": offer})

    async def cancel(self, call_sid: str) -> None:
        """The ringing stopped."""
        await self._over(call_sid, "missed")

    async def connected(self, call_sid: str) -> None:
        """The call this phone placed was answered."""
        if self._dialling is not None:
            self._dialling.append("connected")
        elif self._call and call_sid == self._sid and not self._call.answered:
            self._call.answered = True
            self._studio.stop_ringing(call_sid)
            await self._tell({"type": "connected", "call": call_sid})

    async def hangup(self, call_sid: str, reason: str) -> None:
        """The network ended the call."""
        if self._dialling is not None:
            self._dialling.append(reason)
        else:
            await self._over(call_sid, reason)

    # From the page

    async def _hello(self, message: Message) -> None:
        number = str(message.get("number", ""))
        if number != self._number:
            if self._number:
                self._exchange.unregister_phone(self._number, self)
            if number:
                self._exchange.register_phone(number, self)
            self._number = number
        owned = self._exchange.owned_numbers()
        listed = [{"number": one.phone_number, "name": one.friendly_name} for one in owned]
        await self._tell({"type": "numbers", "numbers": listed})

    async def _dial(self, message: Message) -> None:
        if self._call is not None:
            return
        mine = self._begin()
        self._dialling = []
        try:
            sdp = await mine.take_offer(str(message.get("sdp", "")))
            sid = await self._exchange.dial_in(self._number, str(message.get("to", "")), self)
        except (BadOffer, NotInService) as refusal:
            self._dialling = None
            reason = "not-in-service" if isinstance(refusal, NotInService) else "failed"
            await self._over(self._sid, reason)
            return
        await self._dialled(mine, sid, sdp)

    async def _dialled(self, mine: Conversation, sid: str, sdp: str) -> None:
        """The call is on its way; then what the network said meanwhile."""
        self._sid = sid
        early, self._dialling = self._dialling or [], None
        mine.attach(sid)
        if "connected" not in early:
            self._studio.ring(sid)
        await self._tell({"type": "calling", "call": sid, "sdp": sdp})
        for news in early:
            await (self.connected(sid) if news == "connected" else self.hangup(sid, news))

    async def _answer(self, message: Message) -> None:
        mine = self._call
        if mine is None or mine.answered or not await self._exchange.answered(self._sid, self):
            return
        mine.answered = True
        mine.attach(self._sid)
        try:
            await mine.take_answer(str(message.get("sdp", "")))
        except BadOffer:
            await self._hangup({})
            return
        await self._tell({"type": "connected", "call": self._sid})

    async def _digits(self, message: Message) -> None:
        if self._call and self._call.answered:
            await self._exchange.pressed(self._sid, str(message.get("digits", "")))

    async def _speech(self, message: Message) -> None:
        if self._call and self._call.answered:
            await self._exchange.spoke(self._sid, str(message.get("text", "")))

    async def _hangup(self, _: Message) -> None:
        """Hang up, or decline a call that rings."""
        sid, mine = self._sid, self._call
        self._call, self._sid = None, ""
        if mine:
            await mine.end()
            if sid:
                await self._exchange.hung_up(sid)

    # Inside

    def _begin(self) -> Conversation:
        self._call = Conversation(self._studio, self._exchange)
        return self._call

    async def _over(self, call_sid: str, reason: str) -> None:
        if self._call is None or call_sid != self._sid:
            return
        mine, self._call, self._sid = self._call, None, ""
        await mine.end()
        await self._tell({"type": "ended", "call": call_sid, "reason": reason})
