"""<Gather>: collect digits or speech while prompts play."""

import asyncio
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from telephony.simulator.calls.leg import Heard, Leg
from telephony.simulator.clock import first_of, within
from telephony.simulator.twiml.session import Goto, Outcome, Session, flag, number
from telephony.simulator.twiml.verbs.say import pause, play, say

PROMPTS = {"Say": say, "Play": play, "Pause": pause}


@dataclass(frozen=True)
class Rules:
    """What a Gather accepts."""

    kinds: frozenset[str]
    timeout_s: float
    finish_on: str
    max_digits: int

    @classmethod
    def of(cls, verb: ET.Element) -> "Rules":
        """Read a Gather's attributes."""
        asked = verb.get("input", "dtmf").split()
        kinds = {"digit" if kind == "dtmf" else kind for kind in asked}
        limit = int(number(verb, "numDigits", 0))
        return cls(
            frozenset(kinds), number(verb, "timeout", 5), verb.get("finishOnKey", "#"), limit or 10_000
        )


async def gather(session: Session, verb: ET.Element) -> Outcome:
    """Play the prompts and collect; the first key or word interrupts them."""
    drain(session.leg)
    rules = Rules.of(verb)
    prompts = asyncio.ensure_future(_prompt(session, verb))
    try:
        first = await _first(session, prompts, rules)
    finally:
        prompts.cancel()
    session.switch.media.stop(session.leg.sid)
    result = await _collect(session, first, rules)
    if not result and not flag(verb, "actionOnEmptyResult", False):
        return None
    return Goto(session.target(verb, result or {"Digits": ""}, "wait" if session.aside else "action"))


def drain(leg: Leg) -> None:
    """Forget what was pressed or said before anybody listened."""
    while not leg.heard.empty():
        leg.heard.get_nowait()


async def _prompt(session: Session, verb: ET.Element) -> None:
    for prompt in verb:
        if prompt.tag in PROMPTS:
            await PROMPTS[prompt.tag](session, prompt)


async def _first(session: Session, prompts: "asyncio.Future[None]", rules: Rules) -> Heard | None:
    """Return the first input, during the prompts or within the time-out after them."""
    hearing = asyncio.ensure_future(_hear(session.leg, rules))
    try:
        await first_of(hearing, prompts)
        if not hearing.done():
            return await within(session.switch.clock, hearing, rules.timeout_s)
        return hearing.result()
    except TimeoutError:
        return None
    finally:
        hearing.cancel()


async def _hear(leg: Leg, rules: Rules) -> Heard:
    while True:
        heard = await leg.heard.get()
        if heard.kind in rules.kinds:
            return heard


async def _collect(session: Session, first: Heard | None, rules: Rules) -> dict[str, str]:
    """Return the parameters for the action; empty if nothing was entered."""
    heard, digits = first, ""
    while heard is not None:
        if heard.kind == "speech":
            return {"SpeechResult": heard.text, "Confidence": "0.93"}
        if heard.text in rules.finish_on:
            return {"Digits": digits, "FinishedOnKey": heard.text} if digits else {}
        digits += heard.text
        if len(digits) >= rules.max_digits:
            break
        try:
            heard = await within(session.switch.clock, _hear(session.leg, rules), rules.timeout_s)
        except TimeoutError:
            break
    return {"Digits": digits} if digits else {}
