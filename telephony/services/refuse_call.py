"""A call arrives at a company that is suspended: the caller is told politely, and nobody is rung."""

from datetime import datetime

from telephony.engine.commands import Command, Hangup
from telephony.engine.events import CallArrived, FlowContinued
from telephony.models import Call
from telephony.services.continue_flow import continue_flow
from telephony.services.move_call import note_event
from telephony.services.phrases import phrase
from telephony.services.receive_call import new_call, save_new


def refuse_call(*, arrived: CallArrived, locale: str, now: datetime) -> tuple[Command, ...]:
    """One sentence in the company's language, then the end; a call that began before goes on."""
    known = Call.objects.filter(carrier_sid=arrived.call_ref).first()
    if known is not None and known.outcome != Call.SUSPENDED:
        return continue_flow(call_ref=arrived.call_ref, event=FlowContinued(), now=now)
    if known is None:
        call = new_call(arrived, None, now)
        call.outcome = Call.SUSPENDED
        save_new(call)
        note_event(call.pk, "call.refused", at=now, number=arrived.called, reason=Call.SUSPENDED)
    return phrase("suspended", locale), Hangup()
