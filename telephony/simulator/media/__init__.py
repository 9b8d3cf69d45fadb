"""Real sound for the Twilio stand-in: browsers speak WebRTC with it; it mixes, prompts, plays and records."""

from pathlib import Path

from aiohttp import web

from telephony.simulator.media import routes
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import Exchange, Media


def build_media(exchange: Exchange, state: Path) -> Studio:
    """The media plane of one process; `state` keeps spoken prompts between runs."""
    return Studio(state)


def add_routes(app: web.Application, exchange: Exchange, media: Media) -> None:
    """Add the signalling socket, the virtual phone and measuring points; `media` is what build_media made."""
    if not isinstance(media, Studio):
        raise TypeError("add_routes needs the media plane that build_media made.")
    routes.add(app, exchange, media)
