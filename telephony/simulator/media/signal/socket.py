"""The WebSocket `/signal`: frames in and out, heartbeats, and patience with calls whose socket dropped."""

import asyncio
import json
from typing import Any

from aiohttp import WSMsgType, web

from telephony.simulator.media.signal.device import DeviceCall, Say
from telephony.simulator.media.signal.session import Session
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import Exchange

VERSION = "1.6"
HEARTBEAT_SECONDS = 8
"""The SDK gives a socket up when it hears nothing for 15 s."""
COME_BACK_SECONDS = 30
SILENT_SECONDS = 5


class Signalling:
    """All signalling sockets of the process."""

    def __init__(self, studio: Studio, exchange: Exchange) -> None:
        self._studio = studio
        self._exchange = exchange
        self._reconnectable: dict[str, DeviceCall] = {}
        self._waits: set[asyncio.Task[None]] = set()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one socket until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        session = Session(self._studio, self._exchange, self._reconnectable, sender(socket))
        heart = asyncio.create_task(beat(socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT and (read := parse(message.data)):
                    await session.take(*read)
        finally:
            heart.cancel()
            self._await_return(session)
        return socket

    def _await_return(self, session: Session) -> None:
        calls = session.close()
        for token in [token for token, call in self._reconnectable.items() if call.over]:
            del self._reconnectable[token]
        for call in calls:
            task = asyncio.create_task(hang_up_unless_back(call, session.say))
            self._waits.add(task)
            task.add_done_callback(self._waits.discard)


async def hang_up_unless_back(call: DeviceCall, lost: Say, second: float = 1.0) -> None:
    """End a call whose socket is gone, unless the browser comes back within 30 s (5 s if it is silent, too).

    A call that still rang is only forgotten here: other devices may answer it.
    """
    if not call.call_sid:
        await call.end()
        return
    heard, silent = call.frames_heard, 0
    for _ in range(COME_BACK_SECONDS):
        await asyncio.sleep(second)
        if call.over or call.say is not lost:
            return
        silent = silent + 1 if call.frames_heard == heard else 0
        heard = call.frames_heard
        if silent >= SILENT_SECONDS:
            break
    await call.hang_up()


def sender(socket: web.WebSocketResponse) -> Say:
    """A function that sends messages to this socket; nothing happens when it is closed."""

    async def say(kind: str, payload: dict[str, object]) -> None:
        if not socket.closed:
            try:
                await socket.send_str(json.dumps({"type": kind, "payload": payload, "version": VERSION}))
            except ConnectionError:
                return

    return say


async def beat(socket: web.WebSocketResponse) -> None:
    """Send the heartbeat of the protocol, a bare line feed."""
    while not socket.closed:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        try:
            await socket.send_str("\n")
        except ConnectionError:
            return


def parse(text: str) -> tuple[str, dict[str, Any]] | None:
    """Type and payload of a message; None for heartbeats and for what is no message."""
    if not text.strip():
        return None
    try:
        message = json.loads(text)
    except ValueError:
        return None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return None
    payload = message.get("payload")
    return message["type"], payload if isinstance(payload, dict) else {}
