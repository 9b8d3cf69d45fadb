"""Asking the customer's server for TwiML, with the fallback URL as second chance."""

import xml.etree.ElementTree as ET

from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.params import call_params
from telephony.simulator.hooks.send import Hook, Outcome
from telephony.simulator.twiml.document import BadTwiml, parse, warnings
from telephony.simulator.twiml.session import ApplicationError, Session


async def fetch(session: Session, target: Target) -> list[ET.Element]:
    """Return the verbs of a target; raises ApplicationError when it and the fallback fail."""
    session.url = target.url
    try:
        return await _fetch(session, target)
    except BadTwiml as problem:
        _alert(session, problem.code, problem.message, target.url)
        fallback = session.leg.fallback
        if fallback is None or session.aside:
            raise ApplicationError(problem.message) from problem
        extra = {"ErrorCode": str(problem.code), "ErrorUrl": target.url}
        session.url = fallback.url
    try:
        return await _fetch(
            session, Target(fallback.url, fallback.method, target.params | extra, kind="fallback")
        )
    except BadTwiml as problem:
        _alert(session, problem.code, problem.message, fallback.url)
        raise ApplicationError(problem.message) from problem


async def _fetch(session: Session, target: Target) -> list[ET.Element]:
    leg = session.leg
    if target.twiml:
        return _read(session, target.twiml.encode(), "text/xml")
    if not target.url.startswith(("http://", "https://")):
        raise BadTwiml(11100, f"Invalid URL format: {target.url!r}")
    params = call_params(leg) | session.extra() | target.params
    hook = Hook(target.kind, leg.account_sid, leg.sid, target.url, target.method, params)
    outcome = await session.switch.sender.send(hook)
    return _read(session, *_body(outcome))


def _body(outcome: Outcome) -> tuple[bytes, str]:
    reply = outcome.reply
    if reply is None or outcome.error:
        raise BadTwiml(outcome.error, outcome.message)
    if reply.body and not reply.content_type:
        raise BadTwiml(11200, "the server sent no Content-Type")
    return reply.body, reply.content_type or "text/xml"


def _read(session: Session, body: bytes, content_type: str) -> list[ET.Element]:
    leg, ledger = session.leg, session.switch.ledger
    if "audio/" not in content_type:
        ledger.twiml(leg.account_sid, leg.sid, session.url, body.decode("utf-8", "replace"))
    verbs = parse(body, content_type)
    if "audio/" in content_type:
        verbs[0].text = session.url
    for warning in warnings(verbs):
        _alert(session, 12200, f"Schema validation warning: {warning}", session.url)
    return verbs


def _alert(session: Session, code: int, message: str, url: str) -> None:
    session.switch.ledger.alert(session.leg.account_sid, session.leg.sid, code, message, url)
