"""<Redirect>, <Reject>, <Hangup>, <Leave>: where a call goes next."""

import xml.etree.ElementTree as ET

from telephony.simulator.calls.leg import Target
from telephony.simulator.twiml.session import End, Goto, Outcome, Session, words


async def redirect(session: Session, verb: ET.Element) -> Outcome:
    """Go on with the document at a URL; empty means this document again."""
    kind = "wait" if session.aside else "action"
    return Goto(Target(session.absolute(words(verb)), verb.get("method", "POST"), kind=kind))


async def reject(session: Session, verb: ET.Element) -> Outcome:
    """Refuse a ringing call without answering it; on an answered call, hang up."""
    if session.leg.started_at is not None:
        return End("hangup")
    return End("busy" if verb.get("reason") == "busy" else "rejected")


async def hangup(session: Session, verb: ET.Element) -> Outcome:
    """End the call."""
    return End("hangup")


async def leave(session: Session, verb: ET.Element) -> Outcome:
    """Leave the queue (only in a wait document)."""
    return End("leave") if session.aside else None
