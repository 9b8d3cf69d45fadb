"""<Enqueue>: wait in a queue, with music, until taken, gone or told to leave."""

import asyncio
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from telephony.simulator.calls.conference import MUSIC
from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.line import Handover, Line, Place, line_named
from telephony.simulator.calls.notice import post
from telephony.simulator.calls.params import call_params
from telephony.simulator.clock import first_of
from telephony.simulator.hooks.send import Hook
from telephony.simulator.twiml.session import End, Goto, Outcome, Session, number, words
from telephony.simulator.twiml.verbs.wait import wait_in_line


@dataclass
class Visit:
    """One stay in a queue and where its result goes."""

    session: Session
    verb: ET.Element
    line: Line
    place: Place

    def seconds(self) -> int:
        """Return the time spent so far."""
        return int((self.session.switch.clock.now() - self.place.joined_at).total_seconds())

    def position(self) -> dict[str, str]:
        """Return the parameters of wait documents."""
        now = self.session.switch.clock.now()
        ahead = self.line.waiting.index(self.place) if self.place in self.line.waiting else 0
        return {
            "QueueSid": self.line.sid,
            "QueuePosition": str(ahead + 1),
            "QueueTime": str(self.seconds()),
            "AvgQueueTime": str(self.line.average_wait_s(now)),
            "CurrentQueueSize": str(len(self.line.waiting)),
            "MaxQueueSize": str(self.line.max_size),
        }


async def enqueue(session: Session, verb: ET.Element) -> Outcome:
    """Join the queue named in the verb and stay until something ends the wait."""
    switch, leg = session.switch, session.leg
    line = line_named(switch, leg.account_sid, words(verb) or "default")
    line.max_size = min(line.max_size, int(number(verb, "maxQueueSize", line.max_size)))
    place = line.join(leg, switch.clock.now())
    if place is None:
        return _continue(session, verb, result_params("queue-full", line, 0))
    visit = Visit(session, verb, line, place)
    leg.line_sid = line.sid
    switch.ledger.event(leg.sid, "queue-join", queue=line.name, queue_sid=line.sid)
    result = "hangup"
    seconds = 0
    try:
        result, seconds = await _stay(visit)
    except asyncio.CancelledError:
        result, seconds = _torn(visit), visit.seconds()
        tell(session, verb, result_params(result, line, seconds))
        raise
    finally:
        line.leave(place)
        leg.line_sid = None
        switch.media.stop(leg.sid)
        switch.ledger.event(leg.sid, "queue-leave", queue=line.name, result=result, seconds=seconds)
    params = result_params(result, line, seconds)
    if result == "hangup":
        tell(session, verb, params)
        return End("hangup")
    return _continue(session, verb, params)


def _torn(visit: Visit) -> str:
    bridged = visit.place.taken.done()
    if visit.session.leg.why == "redirected":
        return "redirected-from-bridged" if bridged else "redirected"
    return "bridged" if bridged else "hangup"


async def _stay(visit: Visit) -> tuple[str, int]:
    """Wait with music; return the QueueResult and the seconds waited."""
    session, place = visit.session, visit.place
    music = asyncio.ensure_future(_music(visit))
    try:
        await first_of(music, place.taken)
        seconds = visit.seconds()
        if not place.taken.done():
            return music.result(), seconds
    finally:
        music.cancel()
    session.switch.media.stop(session.leg.sid)
    await _bridged(visit, place.taken.result(), seconds)
    return "bridged", seconds


async def _music(visit: Visit) -> str:
    session = visit.session
    url = visit.verb.get("waitUrl", "")
    if not url:
        session.switch.media.play(session.leg.sid, MUSIC, 0)
        await asyncio.Event().wait()
    target = Target(session.absolute(url), visit.verb.get("waitUrlMethod", "POST"), kind="wait")
    return await wait_in_line(session, target, visit.position)


async def _bridged(visit: Visit, handover: Handover, seconds: int) -> None:
    """Talk to the leg that dialled this queue until either goes."""
    session, dialler = visit.session, handover.dialler
    try:
        if handover.screen is not None:
            extra = {"QueueSid": visit.line.sid, "QueueTime": str(seconds), "DequeingCallSid": dialler.sid}
            screen = handover.screen
            asked = Target(screen.url, screen.method, screen.params | extra, kind="action")
            await session.switch.run_aside(session.switch, session.leg, asked)
        session.switch.media.bridge(dialler.sid, session.leg.sid)
        handover.bridged.set()
        await handover.over.wait()
    finally:
        handover.over.set()
        session.switch.media.leave(session.leg.sid)


def result_params(result: str, line: Line, seconds: int) -> dict[str, str]:
    """Return the parameters of an Enqueue action."""
    return {"QueueResult": result, "QueueSid": line.sid, "QueueTime": str(seconds)}


def _continue(session: Session, verb: ET.Element, params: dict[str, str]) -> Outcome:
    if verb.get("action") is None:
        return None
    return Goto(session.target(verb, params, "action"))


def tell(session: Session, verb: ET.Element, params: dict[str, str]) -> None:
    """Request the action although its answer cannot be used any more."""
    if verb.get("action") is not None:
        leg, target = session.leg, session.target(verb, params, "action")
        everything = call_params(leg) | params
        hook = Hook("action", leg.account_sid, leg.sid, target.url, target.method, everything)
        post(session.switch, hook, leg.notices)
