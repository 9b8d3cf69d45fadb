"""One browser in one call: its connection, and what happens to the call when that breaks."""

import re

from aiortc.exceptions import InvalidAccessError, InvalidStateError

from telephony.simulator.media.peer import Peer
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import Exchange

UFRAG = re.compile(r"^a=ice-ufrag:(\S+)", re.MULTILINE)
UNREADABLE = (ValueError, InvalidAccessError, InvalidStateError, AttributeError, LookupError, AssertionError)
"""What aiortc raises, in many places, for a description that makes no sense."""


class BadOffer(Exception):
    """The browser's session description cannot be understood."""


class Conversation:
    """Lives from the first session description to the end of the call; `end` and `hang_up` may come twice."""

    def __init__(self, studio: Studio, exchange: Exchange) -> None:
        self._studio = studio
        self._exchange = exchange
        self._peer = Peer(self._lost)
        self._ufrag = ""
        self.call_sid = ""
        self.answered = False
        """Whether the two ends have been connected."""
        self.over = False

    async def take_offer(self, sdp: str) -> str:
        """Answer the browser's offer, and again when it comes back with a new one; raises BadOffer."""
        if self.call_sid:
            self._peer = Peer(self._lost)
        try:
            answer = await self._peer.answer(sdp)
        except UNREADABLE as error:
            raise BadOffer("The session description of the call cannot be understood.") from error
        if self.call_sid:
            self._studio.attach(self.call_sid, self._peer)
        self._ufrag = ufrag(sdp)
        return answer

    async def make_offer(self) -> str:
        """Our offer for a browser that is being called."""
        return await self._peer.offer()

    async def take_answer(self, sdp: str) -> None:
        """The called browser picked up; raises BadOffer."""
        try:
            await self._peer.accept(sdp)
        except UNREADABLE as error:
            raise BadOffer("The session description of the answer cannot be understood.") from error
        self._ufrag = ufrag(sdp)

    def knows(self, sdp: str) -> bool:
        """Whether this describes the connection we already have."""
        return ufrag(sdp) == self._ufrag

    def attach(self, call_sid: str) -> None:
        """Lend voice and ear to a leg."""
        self.call_sid = call_sid
        self._studio.attach(call_sid, self._peer)

    @property
    def frames_heard(self) -> int:
        """Frames the browser has sent so far; stands still when the browser is gone."""
        return self._peer.ear.received

    async def end(self) -> None:
        """The call is over on the other side."""
        self.over = True
        if self.call_sid:
            self._studio.detach(self.call_sid, self._peer)
        await self._peer.close()

    async def hang_up(self) -> None:
        """This side ends the call."""
        if not self.over:
            await self.end()
            if self.call_sid:
                await self._exchange.hung_up(self.call_sid)

    async def _lost(self) -> None:
        if self.answered or self.call_sid:
            await self.hang_up()


def ufrag(sdp: str) -> str:
    """The name of an ICE session in a session description, '' if it has none."""
    found = UFRAG.search(sdp)
    return found.group(1) if found else ""
