"""Measured sound for tests: `/control/media/{call_sid}`."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from aiohttp import web

from telephony.simulator.media.studio import Studio


def report(studio: Studio, call_sid: str) -> dict[str, object] | None:
    """What this leg said (`in`) and heard (`out`) in the last second; None if there is no such leg."""
    leg = studio.legs.get(call_sid)
    if leg is None:
        return None
    return {
        "call_sid": call_sid,
        "connection": studio.line_state(call_sid),
        "room": leg.room,
        "received": leg.ear.received,
        "in": asdict(leg.said.read()),
        "out": asdict(leg.heard.read()),
    }


def handler(studio: Studio) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The aiohttp handler."""

    async def media(request: web.Request) -> web.StreamResponse:
        call_sid = request.match_info["call_sid"]
        measured = report(studio, call_sid)
        if measured is None:
            sentence = f"No sound is known of call {call_sid}: it is over, or nothing was ever played to it."
            return web.json_response({"detail": sentence}, status=404)
        return web.json_response(measured)

    return media
