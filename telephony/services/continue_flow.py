"""The caller answered: take the call's flow one step on."""

from datetime import datetime

from telephony.engine.commands import Command, Hangup
from telephony.engine.events import CallerHungUp, FlowEvent
from telephony.engine.lifecycle import CallState
from telephony.services.connect_caller import connect
from telephony.services.locks import lock_call_by_ref
from telephony.services.phrases import both
from telephony.services.walk_flow import step_flow

_WITH_AGENT = (CallState.CONNECTING, CallState.TALKING, CallState.HELD)


def continue_flow(*, call_ref: str, event: FlowEvent, now: datetime) -> tuple[Command, ...]:
    """What the caller hears next. A caller who is gone, or with an agent already, moves no flow."""
    call = lock_call_by_ref(call_ref)
    if call is None:
        return (*both("sorry"), Hangup())
    if call.state == CallState.ENDED or isinstance(event, CallerHungUp):
        return (Hangup(),)
    if call.state in _WITH_AGENT:
        return connect(call)
    return step_flow(call, event, now=now)
