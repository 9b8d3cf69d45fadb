"""The carrier refused to bring a caller to the agent who accepted."""

from datetime import datetime
from uuid import UUID

from telephony.engine.presence import AgentMove
from telephony.models import Handling
from telephony.services.agent_lost import give_back
from telephony.services.caller_left import caller_left
from telephony.services.locks import lock_call, lock_routing


def connect_refused(*, handling_id: UUID, caller_gone: bool, now: datetime) -> None:
    """End the call when the caller is gone; else the caller keeps the place and the agent is free again."""
    handling = Handling.objects.select_related("agent", "visit").filter(pk=handling_id, ended_at=None).first()
    if handling is None:
        return
    call = lock_call(handling.call_id)
    lock_routing(now)
    handling.refresh_from_db(fields=["ended_at"])
    if handling.ended_at is not None:
        return
    if caller_gone:
        caller_left(call, at=now, duration_s=None, failed=False, now=now)
        return
    give_back(call, handling, agent_moves=(AgentMove.CALL_ENDED, AgentMove.WRAPPED_UP), now=now)
