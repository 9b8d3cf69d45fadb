"""Accounts: the parent and its sub-accounts."""

from aiohttp import web

from telephony.simulator.records.accounts import add_account
from telephony.simulator.records.shapes import VERSION, camel
from telephony.simulator.records.sids import rfc2822
from telephony.simulator.records.store import Json
from telephony.simulator.rest.errors import ApiError, not_found
from telephony.simulator.rest.request import Ask, created, handler, page

PARTS = (
    "addresses conferences signing_keys transcriptions connect_apps sip authorized_connect_apps usage keys"
    " applications recordings short_codes calls notifications incoming_phone_numbers queues messages"
    " outgoing_caller_ids available_phone_numbers balance"
)
SPECIAL = {"sip": "SIP", "messages": "Messages"}


def shape(row: Json) -> Json:
    """Return the Account resource."""
    base = f"/{VERSION}/Accounts/{row['sid']}"
    parts = {name: f"{base}/{SPECIAL.get(name) or camel(name)}.json" for name in PARTS.split()}
    return row | {"uri": f"{base}.json", "subresource_uris": parts}


def _visible(ask: Ask) -> Json:
    row = ask.store.get("account", ask.sid)
    own = row is not None and ask.who.account_sid in (row["sid"], row["owner_account_sid"])
    if row is None or not own or (ask.who.by_key and row["sid"] != ask.who.account_sid):
        raise not_found(ask.http.path)
    return row


async def fetch(ask: Ask) -> web.Response:
    """Fetch the own account or a sub-account."""
    return web.json_response(shape(_visible(ask)))


async def listing(ask: Ask) -> web.Response:
    """List the own account and its sub-accounts."""
    me, status, name = ask.who.account_sid, ask.query("Status"), ask.query("FriendlyName")
    rows = [
        shape(row)
        for row in reversed(ask.store.all("account"))
        if me in (row["sid"], row["owner_account_sid"])
        and status in ("", row["status"])
        and name in ("", row["friendly_name"])
    ]
    return page(ask, "accounts", rows)


async def create(ask: Ask) -> web.Response:
    """Open a sub-account; only a parent may, and not with a key."""
    owner = ask.store.get("account", ask.who.account_sid)
    if owner is None or owner["owner_account_sid"] != owner["sid"] or ask.who.by_key:
        raise ApiError(403, 20403, "Only a parent account may create sub-accounts")
    now = ask.switch.clock.now()
    name = ask.value("FriendlyName") or f"SubAccount Created at {now:%Y-%m-%d %I:%M %p}"
    return created(shape(add_account(ask.store, name=name, owner=owner["sid"], now=now)))


async def update(ask: Ask) -> web.Response:
    """Rename, suspend, reopen or close; closing releases the numbers and cannot be undone."""
    row = _visible(ask)
    status = ask.value("Status")
    if status:
        _check_status(ask, row, status)
        row["status"] = status
        if status == "closed":
            for number in ask.store.all("number", row["sid"]):
                ask.store.delete("number", number["sid"])
    row["friendly_name"] = ask.value("FriendlyName") or row["friendly_name"]
    row["date_updated"] = rfc2822(ask.switch.clock.now())
    ask.store.put("account", row["sid"], row["sid"], row)
    return web.json_response(shape(row))


def _check_status(ask: Ask, row: Json, status: str) -> None:
    if status not in ("active", "suspended", "closed"):
        raise ApiError(400, 20001, f"Invalid Status: {status}")
    if row["sid"] == ask.who.account_sid or row["owner_account_sid"] == row["sid"]:
        raise ApiError(403, 20403, "Only the parent account may change the status of a sub-account")
    if row["status"] == "closed" and status != "closed":
        raise ApiError(409, 20409, "The account is closed and cannot be opened again")


ROUTES = [
    web.get("/2010-04-01/Accounts.json", handler(listing)),
    web.post("/2010-04-01/Accounts.json", handler(create)),
    web.get("/2010-04-01/Accounts/{sid}.json", handler(fetch)),
    web.post("/2010-04-01/Accounts/{sid}.json", handler(update)),
]
