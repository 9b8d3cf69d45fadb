"""What the media plane adds to the stand-in's web server."""

import asyncio

from aiohttp import web

from telephony.simulator.media import measure, wav
from telephony.simulator.media.signal.socket import Signalling
from telephony.simulator.media.sources import OWN_SOUNDS
from telephony.simulator.media.studio import Studio
from telephony.simulator.phone import routes as phone
from telephony.simulator.ports import Exchange


def add(app: web.Application, exchange: Exchange, studio: Studio) -> None:
    """Add all handlers, and close the media plane with the application."""
    add_handlers(app, exchange, studio)

    async def close(_: web.Application) -> None:
        await studio.close()

    app.on_cleanup.append(close)


def add_handlers(app: web.Application, exchange: Exchange, studio: Studio) -> None:
    """Add `/signal`, `/phone`, `/media/*.wav` and `/control/media/{call_sid}`."""
    app.router.add_get("/signal", Signalling(studio, exchange).handle)
    app.router.add_get("/control/media/{call_sid}", measure.handler(studio))
    app.router.add_get("/media/{name}", sound_file)
    phone.add(app, exchange, studio)


async def sound_file(request: web.Request) -> web.Response:
    """One of our own sounds as a WAV file, for applications that name it in TwiML."""
    make = OWN_SOUNDS.get(request.path)
    if make is None:
        there = ", ".join(sorted(OWN_SOUNDS))
        return web.Response(status=404, text=f"There is no such sound. There are: {there}.")
    data = await asyncio.to_thread(lambda: wav.encode(make()))
    return web.Response(body=data, content_type="audio/wav", headers={"Cache-Control": "max-age=3600"})
