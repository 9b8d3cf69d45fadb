"""<Say>, <Play>, <Pause>: what a caller hears."""

import xml.etree.ElementTree as ET

from telephony.simulator.ports import FOREVER
from telephony.simulator.twiml.session import Outcome, Session, number, words

DIGIT_SECONDS = {"w": 0.5, "W": 1.0}


async def say(session: Session, verb: ET.Element) -> Outcome:
    """Speak text, `loop` times (0 = for ever)."""
    text, leg = words(verb), session.leg
    language, voice = verb.get("language", "en-US"), verb.get("voice", "")
    session.switch.ledger.event(leg.sid, "say", text=text, language=language)
    times = int(number(verb, "loop", 1))
    done = 0
    while text and (times == 0 or done < times):
        await session.sleep(session.switch.media.say(leg.sid, text, language, voice))
        done += 1
    return None


async def play(session: Session, verb: ET.Element) -> Outcome:
    """Play an audio file, or send DTMF digits."""
    leg, digits = session.leg, verb.get("digits", "")
    if digits:
        session.switch.ledger.event(leg.sid, "digits-sent", digits=digits)
        session.switch.media.digits(leg.sid, digits)
        await session.sleep(sum(DIGIT_SECONDS.get(digit, 0.2) for digit in digits))
        return None
    url = session.absolute(words(verb))
    loop = int(number(verb, "loop", 1))
    session.switch.ledger.event(leg.sid, "play", url=url, loop=loop)
    await session.sleep(min(session.switch.media.play(leg.sid, url, loop), FOREVER))
    return None


async def pause(session: Session, verb: ET.Element) -> Outcome:
    """Be silent for `length` seconds."""
    await session.sleep(number(verb, "length", 1))
    return None
