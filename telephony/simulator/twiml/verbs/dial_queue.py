"""<Dial><Queue>: take the caller at the front of a queue."""

import xml.etree.ElementTree as ET

from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.line import Handover, line_named
from telephony.simulator.clock import within
from telephony.simulator.twiml.session import Session, number, words


async def dial_queue(session: Session, verb: ET.Element, noun: ET.Element) -> dict[str, str]:
    """Wait for a caller, talk until either goes; return the Dial action's parameters."""
    switch, leg = session.switch, session.leg
    line = line_named(switch, leg.account_sid, words(noun))
    switch.media.ring(leg.sid)
    try:
        place = await within(switch.clock, line.front(), number(verb, "timeout", 30))
    except TimeoutError:
        return {"DialCallStatus": "no-answer"}
    finally:
        switch.media.stop(leg.sid)
    url = noun.get("url")
    screen = Target(session.absolute(url), noun.get("method", "POST")) if url else None
    handover = Handover(leg, screen)
    place.taken.set_result(handover)
    started = switch.clock.now()
    try:
        await within(switch.clock, handover.over.wait(), number(verb, "timeLimit", 14400))
    except TimeoutError:
        pass
    finally:
        handover.over.set()
        switch.media.leave(leg.sid)
    seconds = int((switch.clock.now() - started).total_seconds())
    return {
        "DialCallStatus": "completed",
        "DialCallSid": place.leg.sid,
        "DialCallDuration": str(seconds),
        "DialBridged": "true" if handover.bridged.is_set() else "false",
    }
