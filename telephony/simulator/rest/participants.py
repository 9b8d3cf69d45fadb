"""Participants of a live conference."""

from aiohttp import web

from telephony.simulator.calls import change_seat
from telephony.simulator.calls.conference import Room, Seat, room_named
from telephony.simulator.calls.join import invite
from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.progress import callbacks_of
from telephony.simulator.records.shapes import participant_shape
from telephony.simulator.rest.calls import new_outgoing
from telephony.simulator.rest.conferences import live_room
from telephony.simulator.rest.errors import ApiError, not_found
from telephony.simulator.rest.fields import checked_url
from telephony.simulator.rest.request import Ask, created, gone, handler, page


def _room(ask: Ask) -> Room:
    room = live_room(ask, ask.http.match_info["conference"])
    if room is None:
        raise not_found(ask.http.path)
    return room


def _seat(ask: Ask) -> Seat:
    seat = _room(ask).seats.get(ask.sid)
    if seat is None:
        raise not_found(ask.http.path)
    return seat


async def listing(ask: Ask) -> web.Response:
    """List who is in a conference; empty once it has ended."""
    sid = ask.http.match_info["conference"]
    room = live_room(ask, sid)
    if room is None and ask.store.get("conference", sid, ask.account_sid) is None:
        raise not_found(ask.http.path)
    rows = [participant_shape(seat) for seat in (room.seats.values() if room else ())]
    for name, field in (("Muted", "muted"), ("Hold", "hold"), ("Coaching", "coaching")):
        if ask.query(name):
            rows = [row for row in rows if row[field] == (ask.query(name).lower() == "true")]
    return page(ask, "participants", rows)


async def fetch(ask: Ask) -> web.Response:
    """Fetch a participant."""
    return web.json_response(participant_shape(_seat(ask)))


async def update(ask: Ask) -> web.Response:
    """Mute, hold, coach, announce to, or change the leaving rule of a participant."""
    seat = _seat(ask)
    coach = _coach(ask, seat)
    hold_url = checked_url(ask.value("HoldUrl"), "HoldUrl")
    announce_url = checked_url(ask.value("AnnounceUrl"), "AnnounceUrl")
    if ask.value("EndConferenceOnExit"):
        change_seat.leave_rule(ask.switch, seat, ask.flag("EndConferenceOnExit", False))
    if ask.value("Coaching") or ask.value("CallSidToCoach"):
        change_seat.coach(ask.switch, seat, coach)
    if ask.value("Muted"):
        change_seat.mute(ask.switch, seat, ask.flag("Muted", False))
    if ask.value("Hold"):
        music = Target(hold_url, ask.value("HoldMethod", "POST"), kind="hold") if hold_url else None
        change_seat.hold(ask.switch, seat, ask.flag("Hold", False), music)
    if announce_url:
        change_seat.announce(
            ask.switch, seat, Target(announce_url, ask.value("AnnounceMethod", "POST"), kind="announce")
        )
    return web.json_response(participant_shape(seat))


def _coach(ask: Ask, seat: Seat) -> str | None:
    if not ask.flag("Coaching", bool(ask.value("CallSidToCoach"))):
        return None
    sid = ask.value("CallSidToCoach") or seat.coach
    if not sid or sid == seat.leg.sid or sid not in seat.room.seats:
        raise ApiError(400, 13240, "CallSidToCoach is not in the conference")
    return sid


async def delete(ask: Ask) -> web.Response:
    """Remove a participant; his call goes on with the next verb."""
    seat = _seat(ask)
    seat.room.depart(seat, "participant_updated_via_api", kicked=True)
    return gone()


async def create(ask: Ask) -> web.Response:
    """Call somebody and put him into the conference (SID, or a name that may be new)."""
    ask.must_be_active()
    named = ask.http.match_info["conference"]
    room = live_room(ask, named)
    if room is None and named.startswith("CF") and len(named) == 34:
        raise not_found(ask.http.path)
    leg = new_outgoing(ask, ask.need("To"), ask.need("From"))
    if room is None:
        room = room_named(ask.switch, ask.account_sid, named)
    leg.callbacks = callbacks_of(
        checked_url(ask.value("StatusCallback"), "StatusCallback"),
        ask.value("StatusCallbackMethod", "POST"),
        ask.form.get("StatusCallbackEvent", []),
    )
    _conference_callback(ask, room)
    now = ask.switch.clock.now()
    seat = Seat(
        leg,
        room,
        now,
        now,
        label=ask.value("Label") or None,
        muted=ask.flag("Muted", False),
        coach=ask.value("CallSidToCoach") or None if ask.flag("Coaching", False) else None,
        start_on_enter=ask.flag("StartConferenceOnEnter", True),
        end_on_exit=ask.flag("EndConferenceOnExit", False),
        beep=ask.value("Beep", "true"),
        wait=_wait(ask),
        status="queued",
    )
    invite(ask.switch, seat, ask.number("Timeout", 60))
    return created(participant_shape(seat))


def _wait(ask: Ask) -> Target | None:
    if "WaitUrl" not in ask.form:
        return None
    return Target(checked_url(ask.value("WaitUrl"), "WaitUrl"), ask.value("WaitMethod", "POST"), kind="wait")


def _conference_callback(ask: Ask, room: Room) -> None:
    if not room.seats and not room.callback:
        room.callback = checked_url(ask.value("ConferenceStatusCallback"), "ConferenceStatusCallback")
        room.callback_method = ask.value("ConferenceStatusCallbackMethod", "POST")
        events = ask.form.get("ConferenceStatusCallbackEvent", ["start end"])
        room.callback_events = frozenset(event for text in events for event in text.split())


BASE = "/2010-04-01/Accounts/{account}/Conferences/{conference}/Participants"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
]
