"""<Record>: record the caller until silence, a key, the limit or hang-up."""

import asyncio
import xml.etree.ElementTree as ET

from telephony.simulator.calls.leg import Heard
from telephony.simulator.clock import within
from telephony.simulator.recording import Wanted, keep_recording, recording_url
from telephony.simulator.silence import spoken_seconds
from telephony.simulator.twiml.session import Goto, Outcome, Session, flag, number
from telephony.simulator.twiml.verbs.enqueue import tell
from telephony.simulator.twiml.verbs.gather import drain

POLL_S = 0.5
"""How often silence is looked for."""


async def record(session: Session, verb: ET.Element) -> Outcome:
    """Record; a recording without any speech that ends by silence is dropped, as Twilio does."""
    switch, leg = session.switch, session.leg
    if flag(verb, "playBeep", True):
        switch.media.beep(leg.sid)
    drain(leg)
    switch.media.record(leg.sid)
    try:
        ended_by = await _until_done(session, verb)
    except asyncio.CancelledError:
        # The caller hung up (or was redirected): what was said so far is kept, and the action is told.
        params = _keep(session, verb, "hangup")
        if leg.why != "redirected":
            tell(session, verb, params)
        raise
    if ended_by == "nothing":
        switch.media.recorded(leg.sid)
        return None
    return Goto(session.target(verb, _keep(session, verb, ended_by), "action"))


def _keep(session: Session, verb: ET.Element, digits: str) -> dict[str, str]:
    switch, leg = session.switch, session.leg
    row = keep_recording(switch, leg, Wanted.of(session, verb, "RecordVerb"), switch.media.recorded(leg.sid))
    return {
        "RecordingUrl": recording_url(switch, row),
        "RecordingSid": row["sid"],
        "RecordingDuration": row["duration"],
        "Digits": digits,
    }


async def _until_done(session: Session, verb: ET.Element) -> str:
    """Return the key that ended it, '' for silence after speech or the limit, `nothing` for silence only."""
    keys = verb.get("finishOnKey", "1234567890*#")
    timeout, limit = number(verb, "timeout", 5), number(verb, "maxLength", 3600)
    clock, leg = session.switch.clock, session.leg
    start = spoke_until = clock.now().timestamp()
    spoke = False
    while True:
        now = clock.now().timestamp()
        quiet = session.switch.media.quiet(leg.sid)
        if quiet is not None:
            spoke = spoke or now - quiet > start + POLL_S
            spoke_until = max(spoke_until, now - quiet)
        if now - start >= limit:
            return ""
        if now - spoke_until >= timeout:
            return "" if spoke else "nothing"
        heard = await _listen(session)
        if heard is not None and heard.kind == "digit" and heard.text in keys:
            return heard.text
        if heard is not None and heard.kind == "speech":
            spoke_until = max(clock.now().timestamp(), spoke_until) + spoken_seconds(heard.text)
            spoke = True


async def _listen(session: Session) -> Heard | None:
    """Return what comes within the poll interval."""
    try:
        return await within(session.switch.clock, session.leg.heard.get(), POLL_S)
    except TimeoutError:
        return None
