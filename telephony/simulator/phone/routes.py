"""The page `/phone`, its files and its WebSocket `/phone/ws`."""

import json
from pathlib import Path

from aiohttp import WSMsgType, web

from telephony.simulator.media.studio import Studio
from telephony.simulator.phone.handset import Handset
from telephony.simulator.ports import Exchange

STATIC = Path(__file__).parent / "static"


def add(app: web.Application, exchange: Exchange, studio: Studio) -> None:
    """Add the phone to a web server."""

    async def socket(request: web.Request) -> web.WebSocketResponse:
        return await serve(request, exchange, studio)

    app.router.add_get("/phone", page)
    app.router.add_get("/phone/ws", socket)
    app.router.add_static("/phone/static", STATIC)


async def page(_: web.Request) -> web.FileResponse:
    """The page itself."""
    return web.FileResponse(STATIC / "phone.html", headers={"Cache-Control": "no-cache"})


async def serve(request: web.Request, exchange: Exchange, studio: Studio) -> web.WebSocketResponse:
    """One page's socket until it closes."""
    socket = web.WebSocketResponse(heartbeat=20)
    await socket.prepare(request)

    async def tell(message: dict[str, object]) -> None:
        if not socket.closed:
            try:
                await socket.send_str(json.dumps(message))
            except ConnectionError:
                return

    handset = Handset(studio, exchange, tell)
    try:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT and (message := parse(frame.data)) is not None:
                await handset.take(message)
    finally:
        await handset.close()
    return socket


def parse(text: str) -> dict[str, object] | None:
    """A message of the page; None for what is none."""
    try:
        message = json.loads(text)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
