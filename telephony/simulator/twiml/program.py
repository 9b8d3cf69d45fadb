"""Running documents on a leg, verb after verb."""

import asyncio
import logging
import xml.etree.ElementTree as ET

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.progress import finish, pick_up
from telephony.simulator.calls.switch import Switch
from telephony.simulator.twiml.fetch import fetch
from telephony.simulator.twiml.registry import HANDLERS
from telephony.simulator.twiml.session import ApplicationError, End, Goto, Outcome, Session

log = logging.getLogger(__name__)

APOLOGY = "We are sorry, an application error has occurred. Goodbye."
SILENT = frozenset({"Reject", "Pause", "Redirect"})
"""Verbs that do not answer a ringing call by themselves."""
MUSIC = frozenset({"Play", "Say", "Pause", "Redirect"})
STATUS = {"busy": "busy", "rejected": "no-answer"}
LOOP_LIMIT = 100
"""Documents within one second after which a redirect loop is assumed."""


async def run_leg(switch: Switch, leg: Leg, target: Target) -> None:
    """Run the main program of a leg; when it runs out, the leg is hung up."""
    session = Session(switch, leg)
    try:
        how = await run_documents(session, target)
    except ApplicationError:
        await pick_up(switch, leg)
        await _apologise(session)
        how = "hangup"
    except Exception:
        log.exception("the program of %s failed inside the simulator", leg.sid)
        how = "hangup"
    if how not in STATUS:
        await pick_up(switch, leg)
    finish(switch, leg, STATUS.get(how, "completed"), "network")


async def _apologise(session: Session) -> None:
    sid = session.leg.sid
    session.switch.ledger.event(sid, "say", text=APOLOGY, language="en-US")
    await session.sleep(session.switch.media.say(sid, APOLOGY, "en-US", ""))


async def run_aside(switch: Switch, leg: Leg, target: Target) -> str:
    """Run music, an announcement or screening beside the program; say how it ended."""
    return await run_beside(Session(switch, leg, aside=True, allowed=MUSIC), target)


async def run_beside(session: Session, target: Target) -> str:
    """Run documents in a session of its own rules; errors end it as `failed` and go no further."""
    try:
        return await run_documents(session, target)
    except ApplicationError:
        return "failed"


async def run_documents(session: Session, target: Target) -> str:
    """Run a document and whatever it leads to; return how it ended."""
    while True:
        _guard(session, target)
        verbs = await fetch(session, target)
        outcome = await run_verbs(session, verbs)
        if isinstance(outcome, End):
            return outcome.how
        if outcome is None:
            return "exhausted"
        target = outcome.target


def _guard(session: Session, target: Target) -> None:
    now = session.switch.clock.now().timestamp()
    session.visits = [at for at in session.visits if now - at < 1] + [now]
    if len(session.visits) > LOOP_LIMIT:
        message = "redirect loop: too many documents within a second"
        session.switch.ledger.alert(session.leg.account_sid, session.leg.sid, 12400, message, target.url)
        raise ApplicationError(message)


async def run_verbs(session: Session, verbs: list[ET.Element]) -> Outcome:
    """Run verbs until one leads elsewhere or ends the run."""
    for verb in verbs:
        handler = HANDLERS.get(verb.tag)
        if handler is None or (session.allowed is not None and verb.tag not in session.allowed):
            _refuse(session, verb)
            continue
        if verb.tag not in SILENT and not session.aside:
            await pick_up(session.switch, session.leg)
        outcome = await handler(session, verb)
        if isinstance(outcome, Goto | End):
            return outcome
        await asyncio.sleep(0)
    return None


def _refuse(session: Session, verb: ET.Element) -> None:
    leg = session.leg
    message = f"<{verb.tag}> cannot be used here"
    session.switch.ledger.alert(leg.account_sid, leg.sid, 12200, message, session.url)
