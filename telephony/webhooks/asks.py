"""Each ask of the carrier: its form parsed, one service called."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from telephony.carriers.twilio.identity import agent_of_identity
from telephony.carriers.twilio.links import Links
from telephony.carriers.twilio.parse import parse_answer, parse_arrival, parse_queue_left
from telephony.engine.commands import Command, Play, Redirect
from telephony.services.connect_caller import connect_caller
from telephony.services.continue_flow import continue_flow
from telephony.services.join_agent_leg import join_agent_leg
from telephony.services.leave_queue import leave_queue
from telephony.services.receive_call import receive_call
from telephony.services.refuse_call import refuse_call
from telephony.services.store_voicemail import store_voicemail
from telephony.services.wait_in_queue import wait_in_queue
from telephony.webhooks.music import MUSIC
from tenants.directory.facade import CarrierCredentials

Form = Mapping[str, str]
Commands = tuple[Command, ...]
Ask = Callable[[Form, Links, datetime], Commands]


def _answer(form: Form, links: Links, now: datetime) -> Commands:
    return receive_call(arrived=parse_arrival(form), now=now)


def _refuse(locale: str, form: Form, links: Links, now: datetime) -> Commands:
    return refuse_call(arrived=parse_arrival(form), locale=locale, now=now)


def _step(form: Form, links: Links, now: datetime) -> Commands:
    return continue_flow(call_ref=form.get("CallSid", ""), event=parse_answer(form), now=now)


def _leave(form: Form, links: Links, now: datetime) -> Commands:
    return leave_queue(left=parse_queue_left(form), now=now)


def _connect(form: Form, links: Links, now: datetime) -> Commands:
    return connect_caller(call_ref=form.get("CallSid", ""))


def _voicemail(form: Form, links: Links, now: datetime) -> Commands:
    return store_voicemail(call_ref=form.get("CallSid", ""), event=parse_answer(form), now=now)


def _agent(form: Form, links: Links, now: datetime) -> Commands:
    handling = dict(parse_arrival(form).params).get("handling", "")
    return join_agent_leg(
        handling_id=_uuid(handling),
        agent_id=_agent_id(form.get("From", ""), links.tenant_key),
        call_ref=form.get("CallSid", ""),
        now=now,
    )


def _wait(form: Form, links: Links, now: datetime) -> Commands:
    return wait_in_queue(call_ref=form.get("CallSid", ""), music_url=music_url(links), now=now)


def _hold(form: Form, links: Links, now: datetime) -> Commands:
    # A conference's music does not start again by itself.
    return (Play(music_url(links)), Redirect("hold"))


def music_url(links: Links) -> str:
    """Where the carrier fetches the music we bring along."""
    return f"{links.base_url}/hooks/voice/{MUSIC}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _agent_id(address: str, tenant_key: str) -> int | None:
    """The agent of a browser leg's address, `client:<voice identity>`; None for any other."""
    if not address.startswith("client:"):
        return None
    return agent_of_identity(address.removeprefix("client:"), tenant_key)


# These only read: they are answered afresh each time and leave no delivery behind.
READS: Mapping[str, Ask] = {"wait": _wait, "hold": _hold}
ACTS: Mapping[str, Ask] = {
    "answer": _answer,
    "step": _step,
    "leave": _leave,
    "connect": _connect,
    "voicemail": _voicemail,
    "agent": _agent,
}


def act_for(verb: str, account: CarrierCredentials) -> Ask:
    """What answers this verb; a suspended company takes no new calls, and goes on with those it has."""
    if verb == "answer" and account.tenant_suspended:
        return partial(_refuse, account.tenant_locale)
    return ACTS[verb]
