"""Calls: placing, reading, redirecting and ending."""

import re
from urllib.parse import parse_qsl

from aiohttp import web

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.open_leg import open_leg
from telephony.simulator.calls.place import place
from telephony.simulator.calls.progress import callbacks_of, finish
from telephony.simulator.calls.redirect import redirect
from telephony.simulator.records.shapes import call_shape
from telephony.simulator.records.store import Json
from telephony.simulator.rest.dates import in_range
from telephony.simulator.rest.errors import ApiError, not_found
from telephony.simulator.rest.fields import checked_method, checked_url
from telephony.simulator.rest.request import Ask, created, gone, handler, page

MAX_TWIML = 4000
E164 = re.compile(r"\+[1-9]\d{6,14}")


async def create(ask: Ask) -> web.Response:
    """Place a call."""
    ask.must_be_active()
    to, from_ = ask.need("To"), ask.need("From")
    application = _application(ask)
    leg = new_outgoing(ask, to, from_)
    leg.time_limit_s = ask.number("TimeLimit", 14400)
    row = application or {}
    if application is None:
        leg.callbacks = callbacks_of(
            checked_url(ask.value("StatusCallback"), "StatusCallback"),
            checked_method(ask.value("StatusCallbackMethod", "POST")),
            ask.form.get("StatusCallbackEvent", []),
        )
        target = _target(ask) or Target()
        fallback, method = ask.value("FallbackUrl"), ask.value("FallbackMethod", "POST")
    else:
        leg.application_sid = row["sid"]
        leg.callbacks = callbacks_of(row["status_callback"] or "", row["status_callback_method"], [])
        target = Target(row["voice_url"] or "", row["voice_method"])
        fallback, method = row["voice_fallback_url"] or "", row["voice_fallback_method"]
    leg.fallback = Target(fallback, method) if fallback else None
    place(ask.switch, leg, target, ask.number("Timeout", 60), ask.value("SendDigits"))
    return created(call_shape(leg))


def new_outgoing(ask: Ask, to: str, from_: str) -> Leg:
    """Check the parties of an outgoing API call and open its leg; raises ApiError."""
    to = to.strip()
    client, _, query = to.removeprefix("client:").partition("?")
    if not to.startswith("client:") and not E164.fullmatch(to):
        raise ApiError(400, 21211, f"Invalid 'To' Phone Number: {to}")
    if not to.startswith("client:"):
        own = ask.store.all("number", ask.account_sid)
        if not E164.fullmatch(from_):
            raise ApiError(400, 21212, f"Invalid 'From' Phone Number: {from_}")
        if not any(row["phone_number"] == from_ for row in own):
            raise ApiError(400, 21210, f"The source phone number provided, {from_}, is not yet verified")
    address = f"client:{client}" if to.startswith("client:") else to
    leg = open_leg(ask.switch, account_sid=ask.account_sid, from_=from_, to=address, direction="outbound-api")
    leg.custom = dict(parse_qsl(query))
    return leg


def _application(ask: Ask) -> Json | None:
    sid = ask.value("ApplicationSid")
    if not sid:
        if not ask.value("Url") and not ask.value("Twiml"):
            raise ApiError(400, 21205, "Url parameter is required.")
        return None
    row = ask.store.get("application", sid, ask.account_sid)
    if row is None:
        raise ApiError(400, 21220, f"Application {sid} was not found")
    return row


def _target(ask: Ask) -> Target | None:
    """Read Url or Twiml; Url wins, as Twilio documents for create."""
    url, twiml = checked_url(ask.value("Url"), "Url"), ask.value("Twiml")
    if url:
        return Target(url, checked_method(ask.value("Method", "POST")))
    if len(twiml) > MAX_TWIML:
        raise ApiError(400, 21624, "Twiml is longer than 4000 characters")
    return Target(twiml=twiml) if twiml else None


def _rows(ask: Ask) -> list[Json]:
    rows = {row["sid"]: row for row in ask.store.all("call", ask.account_sid)}
    live = (leg for leg in ask.switch.legs.values() if leg.account_sid == ask.account_sid)
    rows |= {leg.sid: call_shape(leg) for leg in live}
    return list(rows.values())[::-1]


async def listing(ask: Ask) -> web.Response:
    """List calls, newest first, by status, parties, parent and time."""
    filters = {"Status": "status", "To": "to", "From": "from", "ParentCallSid": "parent_call_sid"}
    rows = [
        row
        for row in _rows(ask)
        if all(ask.query(name) in ("", row[field]) for name, field in filters.items())
        and in_range(ask, "StartTime", row["start_time"])
        and in_range(ask, "EndTime", row["end_time"])
    ]
    return page(ask, "calls", rows)


async def fetch(ask: Ask) -> web.Response:
    """Fetch a call, live or finished."""
    leg = ask.switch.legs.get(ask.sid)
    if leg is not None and leg.account_sid == ask.account_sid:
        return web.json_response(call_shape(leg))
    return web.json_response(ask.row("call"))


async def update(ask: Ask) -> web.Response:
    """Redirect a live call (Url or Twiml), or end it (Status)."""
    if ask.store.get("call", ask.sid, ask.account_sid) is not None:
        raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
    leg = ask.leg()
    if ask.value("Url") and ask.value("Twiml"):
        raise ApiError(400, 21218, "Url and Twiml cannot both be given")
    status, target = ask.value("Status"), _target(ask)
    if ask.value("StatusCallback"):
        url = checked_url(ask.value("StatusCallback"), "StatusCallback")
        leg.callbacks = callbacks_of(url, ask.value("StatusCallbackMethod", "POST"), [])
    if ask.value("FallbackUrl"):
        leg.fallback = Target(
            checked_url(ask.value("FallbackUrl"), "FallbackUrl"), ask.value("FallbackMethod", "POST")
        )
    if status:
        _end(ask, leg, status)
    elif target is not None:
        if leg.ended:
            raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
        await redirect(ask.switch, leg, target)
    return web.json_response(call_shape(leg))


def _end(ask: Ask, leg: Leg, status: str) -> None:
    if status not in ("completed", "canceled"):
        raise ApiError(400, 21218, f"Invalid Status: {status}")
    if status == "canceled" and leg.started_at is not None:
        return
    finish(ask.switch, leg, "completed" if leg.started_at is not None else "canceled", "api")


async def delete(ask: Ask) -> web.Response:
    """Delete the record of a finished call."""
    leg = ask.switch.legs.get(ask.sid)
    if leg is not None and not leg.ended:
        raise ApiError(409, 20009, "Cannot delete this resource before it is complete")
    if ask.store.get("call", ask.sid, ask.account_sid) is None:
        raise not_found(ask.http.path)
    ask.store.delete("call", ask.sid)
    ask.switch.legs.pop(ask.sid, None)
    return gone()


BASE = "/2010-04-01/Accounts/{account}/Calls"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
]
