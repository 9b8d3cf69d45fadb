"""The carrier did not hold (or resume) the caller: the desk shows again what is true, and says so."""

from datetime import datetime
from uuid import UUID

from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, Handling
from telephony.realtime.publish import tell_agent
from telephony.services.locks import lock_call
from telephony.services.move_call import move_call, note_event
from telephony.services.start_wrap_up import live_handling


def holds(call: Call) -> bool:
    """True when the caller of this call should hear music now, False when the conversation."""
    return call.state in (CallState.HELD, CallState.CONNECTING)


def hold_failed(*, call_id: UUID, on: bool, now: datetime) -> bool:
    """Put the state of before back; False when the call has moved on since and there is nothing to undo."""
    call = lock_call(call_id)
    handling = live_handling(call)
    if handling is None or call.state != (CallState.HELD if on else CallState.TALKING):
        return False
    move_call(call, CallMove.RESUMED if on else CallMove.HELD, now=now)
    call.save(update_fields=["state", "changed_at"])
    _put_back(handling, on, now)
    note_event(call.pk, "call.hold_failed" if on else "call.resume_failed", at=now)
    tell_agent(handling.agent, "hold.failed" if on else "resume.failed", ["call"])
    return True


def _put_back(handling: Handling, on: bool, now: datetime) -> None:
    # A hold that never began counts nothing; one that goes on is counted from here.
    handling.held_since = None if on else now
    handling.save(update_fields=["held_since"])
