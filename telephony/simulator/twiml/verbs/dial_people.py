"""<Dial> to numbers and clients: ring all, talk to the first who answers."""

import asyncio
import xml.etree.ElementTree as ET

from telephony.simulator.calls.leg import Leg
from telephony.simulator.calls.progress import finish
from telephony.simulator.calls.ring import ring
from telephony.simulator.clock import any_of, within
from telephony.simulator.recording import Wanted, keep_recording
from telephony.simulator.twiml.session import Session, number
from telephony.simulator.twiml.verbs.dial_nouns import Callee, callees, screened


async def dial_people(session: Session, verb: ET.Element) -> dict[str, str]:
    """Ring every callee at once and bridge the first; return the Dial action's parameters."""
    people = callees(session, verb)
    session.switch.media.ring(session.leg.sid)
    try:
        winner = await _ring_all(session, people, number(verb, "timeout", 30))
        session.switch.media.stop(session.leg.sid)
        if winner is None or not await screened(session, winner):
            return _missed(people)
        return await _talk(session, verb, winner.leg)
    finally:
        _clear(session, [callee.leg for callee in people])


def _missed(people: list[Callee]) -> dict[str, str]:
    found = {callee.leg.status for callee in people}
    order = ("busy", "no-answer", "failed", "canceled", "completed")
    status = next((status for status in order if status in found), "failed")
    params = {"DialCallStatus": "no-answer" if status == "completed" else status, "DialBridged": "false"}
    return params | ({"DialCallSid": people[0].leg.sid} if people else {})


async def _ring_all(session: Session, people: list[Callee], timeout_s: float) -> Callee | None:
    rings = {asyncio.ensure_future(ring(session.switch, person.leg, timeout_s)) for person in people}
    waiting = set(rings)
    try:
        while waiting:
            _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            winner = next((person for person in people if person.leg.status == "in-progress"), None)
            if winner is not None:
                _clear(session, [person.leg for person in people if person is not winner])
                return winner
        return None
    finally:
        for task in rings:
            task.cancel()


def _clear(session: Session, legs: list[Leg]) -> None:
    """Hang up whoever is still ringing or bridged; a leg with a program of its own lives on."""
    for leg in legs:
        if leg.left.is_set() or (leg.program is not None and not leg.program.done()):
            continue
        finish(session.switch, leg, "completed" if leg.started_at else "canceled", "network")


async def _talk(session: Session, verb: ET.Element, callee: Leg) -> dict[str, str]:
    """Bridge until either hangs up or the time limit."""
    switch, leg = session.switch, session.leg
    started = switch.clock.now()
    wanted = (
        Wanted.of(session, verb, "DialVerb")
        if verb.get("record", "do-not-record").startswith(("rec", "t"))
        else None
    )
    switch.media.bridge(leg.sid, callee.sid)
    switch.ledger.event(leg.sid, "bridge", other=callee.sid)
    if wanted is not None:
        switch.media.record(leg.sid)
    left = callee.left
    try:
        await within(switch.clock, any_of(callee.over, left), number(verb, "timeLimit", 14400))
    except TimeoutError:
        pass
    finally:
        switch.media.leave(leg.sid)
        if wanted is not None:
            keep_recording(switch, leg, wanted, switch.media.recorded(leg.sid))
    seconds = round((switch.clock.now() - started).total_seconds())
    return {
        "DialCallStatus": "completed",
        "DialCallSid": callee.sid,
        "DialCallDuration": str(seconds),
        "DialBridged": "true",
    }
