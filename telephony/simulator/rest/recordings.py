"""Recordings and their WAV files."""

from aiohttp import web

from telephony.simulator.rest.dates import in_range
from telephony.simulator.rest.errors import not_found
from telephony.simulator.rest.request import Ask, gone, handler, page


async def listing(ask: Ask) -> web.Response:
    """List recordings by call, conference and date."""
    call, conference = ask.query("CallSid"), ask.query("ConferenceSid")
    rows = [
        row
        for row in ask.store.all("recording", ask.account_sid)
        if call in ("", row["call_sid"])
        and conference in ("", row["conference_sid"])
        and in_range(ask, "DateCreated", row["date_created"])
    ]
    return page(ask, "recordings", rows[::-1])


async def fetch(ask: Ask) -> web.Response:
    """Fetch a recording's data."""
    return web.json_response(ask.row("recording"))


async def download(ask: Ask) -> web.Response:
    """Download the sound: the resource's address with `.wav`, or with nothing."""
    sound = ask.store.sound(ask.row("recording")["sid"])
    if sound is None:
        raise not_found(ask.http.path)
    return web.Response(body=sound, content_type="audio/x-wav")


async def delete(ask: Ask) -> web.Response:
    """Delete a recording for good."""
    ask.store.delete("recording", ask.row("recording")["sid"])
    return gone()


BASE = "/2010-04-01/Accounts/{account}/Recordings"
ROUTES = [
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.get(BASE + "/{sid}.wav", handler(download)),
    web.get(BASE + "/{sid}", handler(download)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
]
