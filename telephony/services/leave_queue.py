"""The carrier took a caller out of its queue: say what comes next."""

from datetime import datetime

from telephony.engine.commands import Command
from telephony.engine.events import QueueExit, QueueExited, QueueLeft, QueueResult
from telephony.engine.lifecycle import CallMove
from telephony.models import Call, VisitOutcome
from telephony.realtime.publish import tell_queues
from telephony.services.caller_left import caller_left
from telephony.services.connect_caller import connect
from telephony.services.end_offer import cancel_offers
from telephony.services.leave_visit import leave_visit, open_visit
from telephony.services.locks import lock_call_by_ref, lock_routing
from telephony.services.move_call import move_call, note_event
from telephony.services.route import route
from telephony.services.start_wrap_up import live_handling
from telephony.services.walk_flow import step_flow

_ENDS = {
    QueueResult.LEFT: (VisitOutcome.OVERFLOW, QueueExit.TIMEOUT),
    QueueResult.FULL: (VisitOutcome.OVERFLOW, QueueExit.OVERFLOW),
    QueueResult.ERROR: (VisitOutcome.SYSTEM, QueueExit.OVERFLOW),
    QueueResult.UNKNOWN: (VisitOutcome.SYSTEM, QueueExit.OVERFLOW),
}


def leave_queue(*, left: QueueLeft, now: datetime) -> tuple[Command, ...]:
    """The next commands; none when the caller is on the way to an agent or gone."""
    call = lock_call_by_ref(left.call_ref)
    if call is None:
        return ()
    note_event(call.pk, "carrier.queue_left", at=now, result=left.raw_result or left.result)
    if left.result is QueueResult.HUNG_UP:
        caller_left(call, at=now, duration_s=None, failed=False, now=now)
    if left.result not in _ENDS:
        return ()
    handling = live_handling(call)
    if handling is not None:
        return connect(call)
    return _back_to_flow(call, left.result, now)


def _back_to_flow(call: Call, result: QueueResult, now: datetime) -> tuple[Command, ...]:
    outcome, reason = _ENDS[result]
    lock_routing(now)
    visit = open_visit(call)
    if visit is not None:
        cancel_offers(visit, at=now, reason="left_queue")
        leave_visit(visit, outcome, at=now)
        move_call(call, CallMove.LEFT_QUEUE, now=now)
        tell_queues()
    commands = step_flow(call, QueueExited(reason), now=now)
    route(trigger="left_queue", now=now)
    return commands
