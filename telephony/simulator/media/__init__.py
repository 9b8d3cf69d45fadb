"""Real sound for the Twilio stand-in: browsers speak WebRTC with it; it mixes, prompts, plays and records."""

from pathlib import Path

from aiohttp import web

from telephony.simulator.media import routes, tls
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import Exchange, Media


def build_media(exchange: Exchange, state: Path | None) -> Studio:
    """The media plane of a process; the folder `state` keeps prompts between runs (None = memory)."""
    return Studio(state)


def add_routes(app: web.Application, exchange: Exchange, media: Media) -> None:
    """Add the signalling socket, the virtual phone and measuring points."""
    routes.add(app, exchange, _studio(media))


def add_tls(app: web.Application, exchange: Exchange, media: Media, port: int, folder: Path) -> None:
    """Serve the same at `https://127.0.0.1:port` while `app` runs; `folder` keeps the certificate."""
    secure = web.Application()
    routes.add_handlers(secure, exchange, _studio(media))
    app.cleanup_ctx.append(tls.beside(secure, port, folder))


def _studio(media: Media) -> Studio:
    if not isinstance(media, Studio):
        raise TypeError("These routes need the media plane that build_media made.")
    return media
