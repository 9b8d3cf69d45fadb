"""Work an ask that failed again because a person decided so: nobody listens to the answer any more."""

from datetime import datetime

from infra.base.inbox import Ignore
from infra.base.models import InboxEvent
from telephony.carriers.twilio.parse import parse_answer, parse_arrival
from telephony.services.note_missed_call import note_missed_call
from telephony.services.store_voicemail import keep_message
from tenants.directory.context import in_tenant


def work_ask(event: InboxEvent, now: datetime) -> None:
    """The inbox's worker for asks: keep what would be lost, a caller's message or that somebody called.

    Any other ask is marked ignored: the carrier has asked again since, and the call went on without it.
    """
    verb = event.path.rstrip("/").rpartition("/")[2]
    if event.tenant_key is None:
        raise Ignore
    with in_tenant(event.tenant_key):
        if verb == "answer":
            kept = note_missed_call(arrived=parse_arrival(event.params), at=event.received_at, now=now)
        elif verb == "voicemail":
            answer = parse_answer(event.params)
            kept = keep_message(call_ref=event.params.get("CallSid", ""), event=answer, now=now)
        else:
            kept = False
    if not kept:
        raise Ignore
