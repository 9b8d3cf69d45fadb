"""Calling somebody into a conference."""

import asyncio

from telephony.simulator.calls.conference import Seat
from telephony.simulator.calls.progress import finish
from telephony.simulator.calls.ring import ring
from telephony.simulator.calls.seat_rules import refusal
from telephony.simulator.calls.switch import Switch


def invite(switch: Switch, seat: Seat, timeout_s: float) -> None:
    """Ring the participant's leg; when it answers, it joins, and is hung up when it leaves."""
    seat.leg.program = switch.spawn(_invite(switch, seat, timeout_s))


async def _invite(switch: Switch, seat: Seat, timeout_s: float) -> None:
    leg, room = seat.leg, seat.room
    seat.status = "ringing"
    try:
        await ring(switch, leg, timeout_s)
        if leg.status != "in-progress":
            return
        refused = refusal(room, seat)
        if refused is not None or room.status == "completed":
            code, message = refused or (16026, "The conference is over")
            switch.ledger.alert(leg.account_sid, leg.sid, code, message, "")
            finish(switch, leg, "completed", "network")
            return
        seat.status = "connected"
        seat.joined_at = seat.updated_at = switch.clock.now()
        room.enter(seat)
        await seat.done.wait()
        finish(switch, leg, "completed", "network")
    except asyncio.CancelledError:
        room.depart(seat, "participant_hung_up" if leg.ended else "participant_updated_via_api")
        raise
    finally:
        if leg.ended and seat.status == "ringing":
            seat.status = "failed"
        if not room.seats and room.status == "init":
            switch.rooms.pop(room.sid, None)
