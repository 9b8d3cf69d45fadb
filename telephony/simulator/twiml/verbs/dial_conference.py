"""<Dial><Conference>: take part in a conference."""

import asyncio
import xml.etree.ElementTree as ET

from telephony.simulator.calls.conference import Room, Seat, room_named
from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.seat_rules import refusal
from telephony.simulator.twiml.session import Session, flag, number, words


async def dial_conference(session: Session, noun: ET.Element) -> dict[str, str]:
    """Join, stay until leaving or the end; return the Dial action's parameters."""
    room = room_named(session.switch, session.leg.account_sid, words(noun))
    seat = _seat(session, noun, room)
    refused = refusal(room, seat)
    if refused:
        code, message = refused
        session.switch.ledger.alert(session.leg.account_sid, session.leg.sid, code, message, session.url)
        if not room.seats:
            session.switch.rooms.pop(room.sid, None)
        return {"DialCallStatus": "failed"}
    if not room.seats and not room.callback:
        _first_decides(session, noun, room)
    room.enter(seat)
    await stay(seat)
    return {"DialCallStatus": "answered"}


async def stay(seat: Seat) -> None:
    """Wait until the participant is out, and take it out if the wait is broken off."""
    try:
        await seat.done.wait()
    except asyncio.CancelledError:
        redirected = seat.leg.why == "redirected"
        seat.room.depart(seat, "participant_updated_via_api" if redirected else "participant_hung_up")
        raise


def _seat(session: Session, noun: ET.Element, room: Room) -> Seat:
    now = session.switch.clock.now()
    return Seat(
        session.leg,
        room,
        now,
        now,
        label=noun.get("participantLabel"),
        muted=flag(noun, "muted", False),
        coach=noun.get("coach") or None,
        start_on_enter=flag(noun, "startConferenceOnEnter", True),
        end_on_exit=flag(noun, "endConferenceOnExit", False),
        beep=noun.get("beep", "true"),
        wait=_wait(session, noun),
    )


def _wait(session: Session, noun: ET.Element) -> Target | None:
    url = noun.get("waitUrl")
    if url is None:
        return None
    return Target(session.absolute(url) if url else "", noun.get("waitMethod", "POST"), kind="wait")


def _first_decides(session: Session, noun: ET.Element, room: Room) -> None:
    """Only the first participant's statusCallback and limits count."""
    room.callback = session.absolute(noun.get("statusCallback", "")) if noun.get("statusCallback") else ""
    room.callback_method = noun.get("statusCallbackMethod", "POST")
    room.callback_events = frozenset(noun.get("statusCallbackEvent", "start end").split())
    room.max_seats = int(number(noun, "maxParticipants", 250))
