"""Conferences: live ones and those that ended."""

from aiohttp import web

from telephony.simulator.calls.change_seat import announce
from telephony.simulator.calls.conference import Room
from telephony.simulator.calls.leg import Target
from telephony.simulator.records.shapes import conference_shape
from telephony.simulator.records.store import Json
from telephony.simulator.rest.dates import in_range
from telephony.simulator.rest.errors import ApiError
from telephony.simulator.rest.fields import checked_url
from telephony.simulator.rest.request import Ask, handler, page


def live_room(ask: Ask, sid: str) -> Room | None:
    """Return the account's live conference with this SID."""
    room = ask.switch.rooms.get(sid)
    return room if room is not None and room.account_sid == ask.account_sid else None


def _rows(ask: Ask) -> list[Json]:
    rooms = [
        conference_shape(room) for room in ask.switch.rooms.values() if room.account_sid == ask.account_sid
    ]
    return (ask.store.all("conference", ask.account_sid) + rooms)[::-1]


async def listing(ask: Ask) -> web.Response:
    """List conferences by name, status and date."""
    name, status = ask.query("FriendlyName"), ask.query("Status")
    rows = [
        row
        for row in _rows(ask)
        if name in ("", row["friendly_name"])
        and status in ("", row["status"])
        and in_range(ask, "DateCreated", row["date_created"])
        and in_range(ask, "DateUpdated", row["date_updated"])
    ]
    return page(ask, "conferences", rows)


async def fetch(ask: Ask) -> web.Response:
    """Fetch a conference."""
    room = live_room(ask, ask.sid)
    return web.json_response(ask.row("conference") if room is None else conference_shape(room))


async def update(ask: Ask) -> web.Response:
    """End a conference, or announce something to all."""
    room = live_room(ask, ask.sid)
    if room is None:
        return web.json_response(ask.row("conference"))
    status, url = ask.value("Status"), checked_url(ask.value("AnnounceUrl"), "AnnounceUrl")
    if status not in ("", "completed"):
        raise ApiError(400, 20001, f"Invalid Status: {status}")
    if url:
        target = Target(url, ask.value("AnnounceMethod", "POST"), kind="announce")
        for seat in list(room.seats.values()):
            announce(ask.switch, seat, target)
    if status:
        room.end("conference-ended-via-api", None, "conference_ended_via_api")
    return web.json_response(conference_shape(room))


BASE = "/2010-04-01/Accounts/{account}/Conferences"
ROUTES = [
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
]
