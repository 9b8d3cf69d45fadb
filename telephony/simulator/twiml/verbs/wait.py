"""The wait documents of a queue: run again and again while a caller waits."""

from collections.abc import Callable

from telephony.simulator.calls.leg import Target
from telephony.simulator.twiml.program import run_beside
from telephony.simulator.twiml.session import Session

WAIT_VERBS = frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"})
RESULTS = {"leave": "leave", "hangup": "hangup", "failed": "system-error"}


async def wait_in_line(session: Session, target: Target, position: Callable[[], dict[str, str]]) -> str:
    """Loop the wait document; return the QueueResult when it leaves, hangs up or fails."""
    aside = Session(session.switch, session.leg, aside=True, allowed=WAIT_VERBS, extra=position)
    while True:
        started = session.switch.clock.now()
        how = await run_beside(aside, target)
        if how in RESULTS:
            return RESULTS[how]
        if session.switch.clock.now() == started:
            await session.sleep(1)
