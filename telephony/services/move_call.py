"""Change a call's state, which never goes back, and write down what happened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from telephony.engine import lifecycle
from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, CallEvent


def move_call(call: Call, move: CallMove, *, now: datetime) -> bool:
    """Advance the locked `call` in memory; False for a late move. The service saves the call once.

    Raises lifecycle.IllegalMove for a move that makes no sense.
    """
    before = CallState(call.state)
    after = lifecycle.advance(before, move)
    call.state, call.changed_at = after, now
    return after != before


def note_event(call_id: UUID, kind: str, *, at: datetime, **data: Any) -> None:
    """Add one line to the call's history; `at` is the carrier's time where it gave one."""
    CallEvent.objects.create(call_id=call_id, at=at, kind=kind, data=data)
