"""Hold and resume: the caller hears music, the agent's leg stays."""

from datetime import datetime
from uuid import UUID

from infra.base.problems import NotFound, Refusal
from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, Handling
from telephony.realtime.publish import tell_agent
from telephony.services.agent_lost import send_hold
from telephony.services.locks import lock_call
from telephony.services.move_call import move_call, note_event
from telephony.services.start_wrap_up import close_hold


class NotTalking(Refusal):
    """The call is not in a conversation that could be held or resumed."""

    code = "not_talking"
    detail = "You can hold a call only while you are talking, and resume it only while it is on hold."


def hold_call(*, call_id: UUID, agent_id: int, now: datetime) -> None:
    """Put the caller on hold; holding twice changes nothing. Raises NotFound, NotTalking."""
    _turn(call_id, agent_id, on=True, now=now)


def resume_call(*, call_id: UUID, agent_id: int, now: datetime) -> None:
    """Take the caller off hold; resuming twice changes nothing. Raises NotFound, NotTalking."""
    _turn(call_id, agent_id, on=False, now=now)


def own_handling(call_id: UUID, agent_id: int) -> Handling:
    """The agent's live handling of a call; raises NotFound for anybody else's and for one that is over."""
    live = Handling.objects.filter(call_id=call_id, agent_id=agent_id, ended_at=None)
    handling = live.select_related("agent", "visit__queue").first()
    if handling is None:
        raise NotFound("You have no such call now.")
    return handling


def _turn(call_id: UUID, agent_id: int, *, on: bool, now: datetime) -> None:
    own_handling(call_id, agent_id)
    call = lock_call(call_id)
    handling = own_handling(call_id, agent_id)
    if not _move(call, on, now):
        return
    call.save(update_fields=["state", "changed_at"])
    if on:
        handling.held_since = now
    else:
        close_hold(handling, at=now)
    handling.save(update_fields=["held_since", "hold_ms"])
    note_event(call.pk, "call.held" if on else "call.resumed", at=now, agent_id=agent_id)
    send_hold(call, on=on, key=f"{handling.pk}:{now.isoformat()}:{on}", now=now)
    tell_agent(handling.agent, "call.changed", ["call"])


def _move(call: Call, on: bool, now: datetime) -> bool:
    if call.state not in (CallState.TALKING, CallState.HELD):
        raise NotTalking
    if (call.state == CallState.HELD) == on:
        return False
    return move_call(call, CallMove.HELD if on else CallMove.RESUMED, now=now)
