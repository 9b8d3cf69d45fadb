"""TwiML applications."""

from aiohttp import web

from telephony.simulator.records.shapes import VERSION, uri
from telephony.simulator.records.sids import new_sid, rfc2822
from telephony.simulator.rest.fields import apply
from telephony.simulator.rest.request import Ask, created, gone, handler, page

FIELDS = {
    "FriendlyName": "friendly_name",
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "VoiceCallerIdLookup": "voice_caller_id_lookup",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "SmsStatusCallback": "sms_status_callback",
    "MessageStatusCallback": "message_status_callback",
    "PublicApplicationConnectEnabled": "public_application_connect_enabled",
}
BLANK = {
    "voice_url": None,
    "voice_method": "POST",
    "voice_fallback_url": None,
    "voice_fallback_method": "POST",
    "status_callback": None,
    "status_callback_method": "POST",
    "voice_caller_id_lookup": False,
    "sms_url": None,
    "sms_method": "POST",
    "sms_fallback_url": None,
    "sms_fallback_method": "POST",
    "sms_status_callback": None,
    "message_status_callback": None,
    "public_application_connect_enabled": False,
}


async def create(ask: Ask) -> web.Response:
    """Create an application."""
    ask.must_be_active()
    sid, now = new_sid("AP"), rfc2822(ask.switch.clock.now())
    row = {
        "account_sid": ask.account_sid,
        "api_version": VERSION,
        "date_created": now,
        "date_updated": now,
        "friendly_name": sid,
        "sid": sid,
        "uri": uri(ask.account_sid, "Applications", sid),
        **BLANK,
    }
    apply(row, FIELDS, ask)
    ask.store.put("application", sid, ask.account_sid, row)
    return created(row)


async def listing(ask: Ask) -> web.Response:
    """List applications."""
    name = ask.query("FriendlyName")
    rows = [
        row for row in ask.store.all("application", ask.account_sid) if name in ("", row["friendly_name"])
    ]
    return page(ask, "applications", rows[::-1])


async def fetch(ask: Ask) -> web.Response:
    """Fetch an application."""
    return web.json_response(ask.row("application"))


async def update(ask: Ask) -> web.Response:
    """Change an application."""
    row = ask.row("application")
    apply(row, FIELDS, ask)
    row["date_updated"] = rfc2822(ask.switch.clock.now())
    ask.store.put("application", row["sid"], ask.account_sid, row)
    return web.json_response(row)


async def delete(ask: Ask) -> web.Response:
    """Delete an application."""
    ask.store.delete("application", ask.row("application")["sid"])
    return gone()


BASE = "/2010-04-01/Accounts/{account}/Applications"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
]
