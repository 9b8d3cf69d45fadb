"""Somebody called while we could not answer: the call is kept, with its contact, although it is long over."""

from datetime import datetime

from telephony.engine.events import CallArrived
from telephony.models import Call
from telephony.services.move_call import note_event
from telephony.services.receive_call import new_call, save_new


def note_missed_call(*, arrived: CallArrived, at: datetime, now: datetime) -> bool:
    """Store the call as it arrived `at`; False for one we know, which went on at the carrier's next ask.

    How it ended is asked of the carrier by the next comparison of open calls.
    """
    if not arrived.call_ref or Call.objects.filter(carrier_sid=arrived.call_ref).exists():
        return False
    call = new_call(arrived, None, at)
    call.changed_at = now
    call.outcome = "failed"
    save_new(call)
    note_event(call.pk, "call.arrived", at=at, number=arrived.called)
    note_event(call.pk, "call.failed", at=now)
    return True
