"""Messages: sent into the void, but with a believable life."""

import asyncio
import re

from aiohttp import web

from telephony.simulator.calls.notice import post
from telephony.simulator.calls.switch import Switch
from telephony.simulator.hooks.send import Hook
from telephony.simulator.records.shapes import VERSION, uri
from telephony.simulator.records.sids import new_sid, rfc2822
from telephony.simulator.records.store import Json
from telephony.simulator.rest.dates import in_range
from telephony.simulator.rest.errors import ApiError
from telephony.simulator.rest.fields import checked_url
from telephony.simulator.rest.request import Ask, created, handler, page

LIFE = (("sending", 0.5), ("sent", 0.5), ("delivered", 1.0))


async def create(ask: Ask) -> web.Response:
    """Queue a message; 21211 and 21606 for bad parties."""
    ask.must_be_active()
    to, from_, body = ask.need("To"), ask.value("From"), ask.value("Body")
    if not re.fullmatch(r"\+[1-9]\d{6,14}", to):
        raise ApiError(400, 21211, f"Invalid 'To' Phone Number: {to}")
    if not any(row["phone_number"] == from_ for row in ask.store.all("number", ask.account_sid)):
        raise ApiError(
            400, 21606, f"The 'From' number {from_} is not a valid message-capable number for this account"
        )
    if not body and not ask.value("MediaUrl"):
        raise ApiError(400, 21602, "Message body is required.")
    row = _row(ask, to, from_, body)
    ask.store.put("message", row["sid"], ask.account_sid, row)
    callback = checked_url(ask.value("StatusCallback"), "StatusCallback")
    ask.switch.spawn(_deliver(ask.switch, row, callback))
    return created(row)


def _row(ask: Ask, to: str, from_: str, body: str) -> Json:
    sid, now = new_sid("SM"), rfc2822(ask.switch.clock.now())
    return {
        "body": body,
        "num_segments": str(-(-max(1, len(body)) // (160 if body.isascii() else 70))),
        "direction": "outbound-api",
        "from": from_,
        "to": to,
        "date_updated": now,
        "price": None,
        "error_message": None,
        "uri": uri(ask.account_sid, "Messages", sid),
        "account_sid": ask.account_sid,
        "num_media": str(len(ask.form.get("MediaUrl", []))),
        "status": "queued",
        "messaging_service_sid": None,
        "sid": sid,
        "date_sent": None,
        "date_created": now,
        "error_code": None,
        "price_unit": "USD",
        "api_version": VERSION,
        "subresource_uris": {"media": uri(ask.account_sid, "Messages", sid, "Media")},
    }


async def _deliver(switch: Switch, row: Json, callback: str) -> None:
    order = asyncio.Lock()
    for status, seconds in LIFE:
        await switch.clock.sleep(seconds)
        now = rfc2822(switch.clock.now())
        row |= {"status": status, "date_updated": now, "date_sent": row["date_sent"] or now}
        switch.store.put("message", row["sid"], row["account_sid"], row)
        if callback and status != "sending":
            params = {
                "MessageSid": row["sid"],
                "SmsSid": row["sid"],
                "MessageStatus": status,
                "SmsStatus": status,
            }
            params |= {
                "AccountSid": row["account_sid"],
                "From": row["from"],
                "To": row["to"],
                "ApiVersion": VERSION,
            }
            post(switch, Hook("message", row["account_sid"], "", callback, "POST", params), order)


async def listing(ask: Ask) -> web.Response:
    """List messages."""
    rows = [
        row
        for row in ask.store.all("message", ask.account_sid)
        if ask.query("To") in ("", row["to"])
        and ask.query("From") in ("", row["from"])
        and in_range(ask, "DateSent", row["date_sent"])
    ]
    return page(ask, "messages", rows[::-1])


async def fetch(ask: Ask) -> web.Response:
    """Fetch a message."""
    return web.json_response(ask.row("message"))


BASE = "/2010-04-01/Accounts/{account}/Messages"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
]
