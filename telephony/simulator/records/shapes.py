"""Resources of legs, conferences, participants and queues as Twilio's API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING

from telephony.simulator.records.sids import rfc2822
from telephony.simulator.records.store import Json

if TYPE_CHECKING:
    from telephony.simulator.calls.conference import Room, Seat
    from telephony.simulator.calls.leg import Leg
    from telephony.simulator.calls.line import Line

VERSION = "2010-04-01"
CALL_PARTS = (
    "notifications recordings payments events siprec streams transcriptions"
    " user_defined_message_subscriptions user_defined_messages"
)


def uri(account_sid: str, *parts: str) -> str:
    """Return the relative address of a resource: `/2010-04-01/Accounts/AC../Calls/CA...json`."""
    return "/".join((f"/{VERSION}/Accounts/{account_sid}", *parts)) + ".json"


def camel(name: str) -> str:
    """Turn `user_defined_messages` into `UserDefinedMessages`."""
    return "".join(word.title() for word in name.split("_"))


def formatted(number: str) -> str:
    """Show a US number as `(415) 555-0100`; others as they are."""
    if number.startswith("+1") and len(number) == 12:
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    return number


def call_shape(leg: "Leg") -> Json:
    """Return the Call resource."""
    base = ("Calls", leg.sid)
    return {
        "sid": leg.sid,
        "date_created": rfc2822(leg.created_at),
        "date_updated": rfc2822(leg.updated_at or leg.created_at),
        "parent_call_sid": leg.parent_sid,
        "account_sid": leg.account_sid,
        "to": leg.to,
        "to_formatted": formatted(leg.to),
        "from": leg.from_,
        "from_formatted": formatted(leg.from_),
        "phone_number_sid": leg.phone_number_sid,
        "status": leg.status,
        "start_time": rfc2822(leg.started_at or leg.ended_at),
        "end_time": rfc2822(leg.ended_at),
        "duration": str(leg.seconds) if leg.ended else None,
        "price": None,
        "price_unit": "USD",
        "direction": leg.direction,
        "answered_by": None,
        "api_version": VERSION,
        "forwarded_from": leg.forwarded_from,
        "group_sid": None,
        "caller_name": None,
        "queue_time": str(leg.queue_ms),
        "trunk_sid": None,
        "uri": uri(leg.account_sid, *base),
        "subresource_uris": {name: uri(leg.account_sid, *base, camel(name)) for name in CALL_PARTS.split()},
    }


def conference_shape(room: "Room") -> Json:
    """Return the Conference resource."""
    base = ("Conferences", room.sid)
    return {
        "account_sid": room.account_sid,
        "date_created": rfc2822(room.created_at),
        "date_updated": rfc2822(room.updated_at),
        "api_version": VERSION,
        "friendly_name": room.name,
        "region": "us1",
        "sid": room.sid,
        "status": room.status,
        "uri": uri(room.account_sid, *base),
        "subresource_uris": {
            name: uri(room.account_sid, *base, camel(name)) for name in ("participants", "recordings")
        },
        "reason_conference_ended": room.ended_reason,
        "call_sid_ending_conference": room.ended_by,
    }


def participant_shape(seat: "Seat") -> Json:
    """Return the Participant resource."""
    room = seat.room
    return {
        "account_sid": room.account_sid,
        "call_sid": seat.leg.sid,
        "label": seat.label,
        "call_sid_to_coach": seat.coach,
        "coaching": seat.coach is not None,
        "conference_sid": room.sid,
        "date_created": rfc2822(seat.joined_at),
        "date_updated": rfc2822(seat.updated_at),
        "end_conference_on_exit": seat.end_on_exit,
        "muted": seat.muted,
        "hold": seat.hold,
        "start_conference_on_enter": seat.start_on_enter,
        "status": seat.status,
        "queue_time": "0",
        "uri": uri(room.account_sid, "Conferences", room.sid, "Participants", seat.leg.sid),
    }


def queue_shape(line: "Line", now: datetime) -> Json:
    """Return the Queue resource."""
    return {
        "date_updated": rfc2822(line.updated_at),
        "current_size": len(line.waiting),
        "friendly_name": line.name,
        "uri": uri(line.account_sid, "Queues", line.sid),
        "account_sid": line.account_sid,
        "average_wait_time": line.average_wait_s(now),
        "sid": line.sid,
        "date_created": rfc2822(line.created_at),
        "max_size": line.max_size,
    }


def member_shape(line: "Line", index: int, now: datetime) -> Json:
    """Return the Member resource of the caller at `index` (0 = front)."""
    place = line.waiting[index]
    return {
        "call_sid": place.leg.sid,
        "date_enqueued": rfc2822(place.joined_at),
        "position": index + 1,
        "uri": uri(line.account_sid, "Queues", line.sid, "Members", place.leg.sid),
        "wait_time": int((now - place.joined_at).total_seconds()),
        "queue_sid": line.sid,
    }
