"""Giving a live leg new instructions from outside."""

import asyncio

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.switch import Switch


async def redirect(switch: Switch, leg: Leg, target: Target) -> None:
    """Stop what the leg does and run the target; before it is answered, only change what will run."""
    if leg.direction != "inbound" and leg.started_at is None:
        leg.after_answer = target
        return
    leg.why = "redirected"
    if leg.seat is not None:
        leg.seat.room.depart(leg.seat, "participant_updated_via_api")
    leg.left.set()
    if leg.announcement is not None:
        leg.announcement.cancel()
    if leg.program is not None and not leg.program.done():
        leg.program.cancel()
        await asyncio.wait({leg.program})
    if leg.ended:
        return
    leg.why = "hangup"
    leg.left = asyncio.Event()
    switch.media.stop(leg.sid)
    switch.media.leave(leg.sid)
    switch.ledger.event(leg.sid, "redirected", url=target.url)
    leg.program = switch.spawn(switch.run(switch, leg, target))
