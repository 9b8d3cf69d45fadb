"""The people inside a <Dial>: <Number>, <Client> or plain text, each becoming a leg."""

import asyncio
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.open_leg import open_leg
from telephony.simulator.calls.progress import callbacks_of
from telephony.simulator.clock import any_of, first_of
from telephony.simulator.twiml.session import Session, words

MAX_CLIENTS = 10


@dataclass(frozen=True)
class Callee:
    """Somebody being dialled, and what he hears before being connected."""

    leg: Leg
    screen: Target | None


def callees(session: Session, verb: ET.Element) -> list[Callee]:
    """Make a leg for each noun."""
    found = [(noun, _address(noun)) for noun in verb if noun.tag in ("Number", "Client")][:MAX_CLIENTS]
    if not found and words(verb):
        found = [(ET.Element("Number"), words(verb))]
    return [_callee(session, verb, noun, address) for noun, address in found]


def _address(noun: ET.Element) -> str:
    if noun.tag == "Number":
        return words(noun)
    identity = noun.find("Identity")
    name = (noun.text or "").strip() if identity is None else words(identity)
    return f"client:{name}"


def _callee(session: Session, verb: ET.Element, noun: ET.Element, address: str) -> Callee:
    parent = session.leg
    leg = open_leg(
        session.switch,
        account_sid=parent.account_sid,
        from_=verb.get("callerId") or parent.from_,
        to=address,
        direction="outbound-dial",
        parent=parent,
    )
    leg.custom = {p.get("name", ""): p.get("value", "") for p in noun.iter("Parameter")}
    callback = noun.get("statusCallback")
    leg.callbacks = callbacks_of(
        session.absolute(callback) if callback else "",
        noun.get("statusCallbackMethod", "POST"),
        [noun.get("statusCallbackEvent", "completed")],
    )
    url = noun.get("url")
    return Callee(leg, Target(session.absolute(url), noun.get("method", "POST")) if url else None)


async def screened(session: Session, callee: Callee) -> bool:
    """Play the screening document to the callee; False if he is gone afterwards."""
    leg, left = callee.leg, callee.leg.left
    if callee.screen is not None:
        screening = asyncio.ensure_future(session.switch.run_aside(session.switch, leg, callee.screen))
        gone = asyncio.ensure_future(any_of(leg.over, left))
        try:
            await first_of(screening, gone)
        finally:
            screening.cancel()
            gone.cancel()
    return not leg.ended and not left.is_set()
