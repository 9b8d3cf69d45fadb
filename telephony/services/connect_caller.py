"""Bring the caller's leg to where the agent is."""

from telephony.engine.commands import Command, Enqueue, Hangup, JoinConference
from telephony.models import Call
from telephony.services.leave_visit import open_visit
from telephony.services.locks import lock_call_by_ref
from telephony.services.phrases import both, phrase
from telephony.services.start_wrap_up import live_handling


def connect_caller(*, call_ref: str) -> tuple[Command, ...]:
    """Into the conference with the agent who accepted; back into the queue when that agent was lost."""
    call = lock_call_by_ref(call_ref)
    return connect(call) if call is not None else (*both("sorry"), Hangup())


def connect(call: Call) -> tuple[Command, ...]:
    """The same for a call at hand. The conference is named after the call and ends with the caller."""
    if live_handling(call) is not None:
        return (JoinConference(room=str(call.pk), label="caller", start_on_enter=True, end_on_exit=True),)
    visit = open_visit(call)
    if visit is not None:
        return (phrase("please_hold", call.language), Enqueue(str(visit.queue_id), visit.priority))
    return (phrase("sorry", call.language), Hangup())
