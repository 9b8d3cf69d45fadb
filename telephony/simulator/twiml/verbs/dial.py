"""<Dial>: connect the call to a number, a client, a conference or the front of a queue."""

import xml.etree.ElementTree as ET

from telephony.simulator.twiml.session import Goto, Outcome, Session
from telephony.simulator.twiml.verbs.dial_conference import dial_conference
from telephony.simulator.twiml.verbs.dial_people import dial_people
from telephony.simulator.twiml.verbs.dial_queue import dial_queue


async def dial(session: Session, verb: ET.Element) -> Outcome:
    """Connect, wait until the connection is over, then go to the action or the next verb."""
    conference, queue = verb.find("Conference"), verb.find("Queue")
    if conference is not None:
        params = await dial_conference(session, conference)
    elif queue is not None:
        params = await dial_queue(session, verb, queue)
    else:
        params = await dial_people(session, verb)
    if verb.get("action") is None:
        return None
    return Goto(session.target(verb, params, "action"))
