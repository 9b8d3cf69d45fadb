"""The agent (or the clock) finishes the wrap-up: what it was about is noted, the agent is free."""

from datetime import datetime
from uuid import UUID

from infra.base.problems import Invalid, NotFound
from telephony.engine.presence import AgentMove
from telephony.models import Disposition, Handling
from telephony.realtime.publish import tell_agent
from telephony.services.finish_call import record_in_timeline
from telephony.services.locks import lock_call, lock_routing
from telephony.services.move_agent import move_agent
from telephony.services.move_call import note_event
from telephony.services.route import route

TIMEOUT = "timeout"


class UnknownDisposition(Invalid):
    """The code is not one of the tenant's dispositions."""

    code = "unknown_disposition"
    detail = "Choose what the call was about from the list."
    field = "disposition"


def finish_wrap_up(*, handling_id: UUID, agent_id: int, disposition: str, note: str, now: datetime) -> bool:
    """Store code and note and make the agent available; False when it was finished before.

    Raises NotFound for a handling that is not this agent's or not over, UnknownDisposition.
    """
    handling = Handling.objects.filter(pk=handling_id, agent_id=agent_id, ended_at__isnull=False).first()
    if handling is None:
        raise NotFound("There is no finished call of yours to wrap up here.")
    if not Disposition.objects.filter(code=disposition).exists():
        raise UnknownDisposition
    return _finish(handling, disposition, note, now)


def expire_wrap_up(*, handling_id: UUID, now: datetime) -> bool:
    """Finish a wrap-up whose time is over with the code `timeout`; False when it is finished or not due."""
    handling = Handling.objects.filter(pk=handling_id, wrapup_due_at__lte=now, wrapped_up_at=None).first()
    return handling is not None and _finish(handling, TIMEOUT, "", now)


def _finish(handling: Handling, disposition: str, note: str, now: datetime) -> bool:
    call = lock_call(handling.call_id)
    lock_routing(now)
    open_one = Handling.objects.filter(pk=handling.pk, wrapped_up_at=None, ended_at__isnull=False)
    if not open_one.update(wrapped_up_at=now, disposition=disposition, note=note):
        return False
    move_agent(handling.agent, AgentMove.WRAPPED_UP, at=now)
    note_event(call.pk, "wrapup.finished", at=now, disposition=disposition, handling_id=str(handling.pk))
    tell_agent(handling.agent, "wrapup.over", ["agent", "wrapup", "recent"])
    call.changed_at = now
    call.save(update_fields=["changed_at"])
    record_in_timeline(call, now=now)
    route(trigger="agent_available", now=now)
    return True
