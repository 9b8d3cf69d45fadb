"""IncomingPhoneNumbers: buying, setting up and giving back numbers."""

import re

from aiohttp import web

from telephony.simulator.records.inventory import BLOCKS, Block, on_sale
from telephony.simulator.records.shapes import VERSION, formatted, uri
from telephony.simulator.records.sids import new_sid, rfc2822
from telephony.simulator.records.store import Json
from telephony.simulator.rest.available import free
from telephony.simulator.rest.errors import ApiError
from telephony.simulator.rest.fields import apply
from telephony.simulator.rest.request import Ask, created, gone, handler, page

FIELDS = {
    "FriendlyName": "friendly_name",
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "VoiceApplicationSid": "voice_application_sid",
    "VoiceCallerIdLookup": "voice_caller_id_lookup",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "SmsApplicationSid": "sms_application_sid",
    "AddressSid": "address_sid",
    "BundleSid": "bundle_sid",
    "IdentitySid": "identity_sid",
    "EmergencyAddressSid": "emergency_address_sid",
    "EmergencyStatus": "emergency_status",
    "VoiceReceiveMode": "voice_receive_mode",
    "TrunkSid": "trunk_sid",
}
BLANK = {
    "address_sid": None,
    "address_requirements": "none",
    "beta": False,
    "identity_sid": None,
    "origin": "twilio",
    "sms_application_sid": None,
    "sms_fallback_method": "POST",
    "sms_fallback_url": None,
    "sms_method": "POST",
    "sms_url": None,
    "status_callback": None,
    "status_callback_method": "POST",
    "trunk_sid": None,
    "voice_receive_mode": "voice",
    "voice_application_sid": None,
    "voice_caller_id_lookup": False,
    "voice_fallback_method": "POST",
    "voice_fallback_url": None,
    "voice_method": "POST",
    "voice_url": None,
    "emergency_status": "Inactive",
    "emergency_address_sid": None,
    "emergency_address_status": "unregistered",
    "bundle_sid": None,
    "status": "in-use",
}


def _block(number: str) -> Block | None:
    for block in BLOCKS:
        if re.fullmatch(re.escape(block.template).replace("x", r"\d"), number):
            return block
    return None


def _choose(ask: Ask) -> str:
    number = ask.value("PhoneNumber")
    if not number:
        area_code = ask.value("AreaCode")
        blocks = [
            block for block in on_sale("US", "Local") + on_sale("CA", "Local") if block.area_code == area_code
        ]
        found = free(ask, blocks, "")
        if not found:
            raise ApiError(400, 21452, f"No phone numbers found in area code {area_code}")
        return found[0][1]
    if not re.fullmatch(r"\+[1-9]\d{6,14}", number):
        raise ApiError(400, 21421, f"PhoneNumber {number} is not a valid number")
    if any(row["phone_number"] == number for row in ask.store.all("number")):
        raise ApiError(400, 21422, f"PhoneNumber {number} is not available")
    return number


async def create(ask: Ask) -> web.Response:
    """Buy a number; 21422 if somebody has it."""
    ask.must_be_active()
    number = _choose(ask)
    sid, now, block = new_sid("PN"), rfc2822(ask.switch.clock.now()), _block(number)
    row: Json = {
        "account_sid": ask.account_sid,
        "api_version": VERSION,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "date_created": now,
        "date_updated": now,
        "friendly_name": formatted(number),
        "phone_number": number,
        "sid": sid,
        "uri": uri(ask.account_sid, "IncomingPhoneNumbers", sid),
        "type": {"TollFree": "toll-free"}.get(block.kind, block.kind.lower()) if block else "local",
        **BLANK,
    }
    apply(row, FIELDS, ask)
    ask.store.put("number", sid, ask.account_sid, row)
    return created(row)


async def listing(ask: Ask) -> web.Response:
    """List bought numbers."""
    number, name = ask.query("PhoneNumber"), ask.query("FriendlyName")
    rows = [
        row
        for row in ask.store.all("number", ask.account_sid)
        if number.strip("*+") in row["phone_number"] and name in ("", row["friendly_name"])
    ]
    return page(ask, "incoming_phone_numbers", rows[::-1])


async def fetch(ask: Ask) -> web.Response:
    """Fetch a number."""
    return web.json_response(ask.row("number"))


async def update(ask: Ask) -> web.Response:
    """Set up a number; the parent may move it to another account."""
    row = ask.row("number")
    apply(row, FIELDS, ask)
    row["date_updated"] = rfc2822(ask.switch.clock.now())
    ask.store.put("number", row["sid"], ask.account_sid, row)
    return web.json_response(row)


async def delete(ask: Ask) -> web.Response:
    """Give a number back."""
    ask.store.delete("number", ask.row("number")["sid"])
    return gone()


BASE = "/2010-04-01/Accounts/{account}/IncomingPhoneNumbers"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
]
