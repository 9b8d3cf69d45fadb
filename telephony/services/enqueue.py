"""Put a call into a queue, or say why it cannot wait there."""

from datetime import datetime, timedelta

from django.db.models import Q

from telephony.engine.commands import Enqueue
from telephony.engine.events import QueueExit
from telephony.engine.lifecycle import CallMove, CallState
from telephony.engine.presence import AgentState
from telephony.engine.queueing import HoursTable
from telephony.models import Agent, Call, Queue, QueueVisit
from telephony.realtime.publish import tell_queues
from telephony.services.leave_visit import open_visit
from telephony.services.locks import lock_routing
from telephony.services.move_call import move_call, note_event
from telephony.services.route import route

SEEN_WITHIN = timedelta(seconds=60)
_BUSY = (AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP)


def why_not(queue_id: int, *, now: datetime) -> QueueExit | None:
    """Why nobody should wait in this queue now: closed, or nobody who could answer is logged in."""
    queue = Queue.objects.select_related("hours").filter(pk=queue_id).first()
    if queue is None:
        return QueueExit.OVERFLOW
    hours = queue.hours
    if hours and not HoursTable.from_json(hours.timezone, hours.weekly, hours.closures).is_open(now):
        return QueueExit.CLOSED
    # A process that died could not say that its pages closed: a chair unseen for a minute is empty.
    there = Q(state__in=_BUSY) | Q(last_seen_at__gte=now - SEEN_WITHIN)
    agents = Agent.objects.filter(there, removed_at=None).exclude(state=AgentState.OFFLINE)
    able = agents.filter(agent_skills__skill=queue.skill_id) if queue.skill_id else agents
    return None if able.exists() else QueueExit.NO_AGENTS


def enqueue(call: Call, command: Enqueue, *, now: datetime) -> None:
    """Start the locked call's stay in a queue and look for an agent at once.

    A call that waits in a queue already stays where it is.
    """
    if open_visit(call) is not None:
        return
    if call.state == CallState.VOICEMAIL:
        move_call(call, CallMove.LEFT_QUEUE, now=now)
    move_call(call, CallMove.ENQUEUED, now=now)
    call.save(update_fields=["state", "changed_at"])
    wait = command.max_wait_s
    visit = QueueVisit(
        call=call,
        queue_id=int(command.queue_id),
        enqueued_at=now,
        place_at=now,
        priority=command.priority,
        leave_at=now + timedelta(seconds=wait) if wait is not None else None,
    )
    start_visit(visit, trigger="enqueued", now=now)


def start_visit(visit: QueueVisit, *, trigger: str, now: datetime) -> None:
    """Save a new stay and route; the desks hear of both."""
    visit.save(force_insert=True)
    note_event(visit.call_id, "queue.entered", at=now, queue_id=visit.queue_id, visit_id=str(visit.pk))
    lock_routing(now)
    tell_queues()
    route(trigger=trigger, now=now)
