"""API keys; the secret is shown once."""

import secrets

from aiohttp import web

from telephony.simulator.records.sids import new_sid, rfc2822
from telephony.simulator.records.store import Json
from telephony.simulator.rest.request import Ask, created, gone, handler, page

SHOWN = ("sid", "friendly_name", "date_created", "date_updated")


def shape(row: Json) -> Json:
    """Return the Key resource, without its secret."""
    return {name: row[name] for name in SHOWN}


async def create(ask: Ask) -> web.Response:
    """Create a standard key."""
    sid, now = new_sid("SK"), rfc2822(ask.switch.clock.now())
    row = {
        "sid": sid,
        "friendly_name": ask.value("FriendlyName"),
        "date_created": now,
        "date_updated": now,
        "account_sid": ask.account_sid,
        "secret": secrets.token_urlsafe(24)[:32],
    }
    ask.store.put("key", sid, ask.account_sid, row)
    return created(shape(row) | {"secret": row["secret"]})


async def listing(ask: Ask) -> web.Response:
    """List keys."""
    return page(ask, "keys", [shape(row) for row in reversed(ask.store.all("key", ask.account_sid))])


async def fetch(ask: Ask) -> web.Response:
    """Fetch a key."""
    return web.json_response(shape(ask.row("key")))


async def update(ask: Ask) -> web.Response:
    """Rename a key."""
    row = ask.row("key")
    row |= {"friendly_name": ask.value("FriendlyName"), "date_updated": rfc2822(ask.switch.clock.now())}
    ask.store.put("key", row["sid"], ask.account_sid, row)
    return web.json_response(shape(row))


async def delete(ask: Ask) -> web.Response:
    """Revoke a key: its tokens stop working at once."""
    ask.store.delete("key", ask.row("key")["sid"])
    return gone()


BASE = "/2010-04-01/Accounts/{account}/Keys"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
]
