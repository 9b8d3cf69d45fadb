"""A caller left a message: somebody owns it from now on, with a time by which to answer."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from infra.base.outbox import enqueue as command
from telephony.engine.commands import Command, Hangup
from telephony.engine.events import FlowEvent, RecordingFinished
from telephony.engine.flow import FlowState
from telephony.engine.lifecycle import CallState
from telephony.models import Agent, Call, Queue, Voicemail
from telephony.services.finish_call import record_in_timeline
from telephony.services.locks import lock_call_by_ref
from telephony.services.move_call import note_event
from telephony.services.phrases import both
from telephony.services.walk_flow import step_flow
from tenants.directory.context import current_tenant

ANSWER_WITHIN = timedelta(hours=24)


def store_voicemail(*, call_ref: str, event: FlowEvent, now: datetime) -> tuple[Command, ...]:
    """Keep the message (a caller who hung up while speaking has left one too) and go on with the flow."""
    call = lock_call_by_ref(call_ref)
    if call is None:
        return (*both("sorry"), Hangup())
    _keep_if_any(call, event, now)
    if call.state == CallState.ENDED:
        return (Hangup(),)
    return step_flow(call, event, now=now)


def keep_message(*, call_ref: str, event: FlowEvent, now: datetime) -> bool:
    """Only keep the message: it is too late to tell the caller anything. False when there is none."""
    call = lock_call_by_ref(call_ref)
    return call is not None and _keep_if_any(call, event, now)


def _keep_if_any(call: Call, event: FlowEvent, now: datetime) -> bool:
    if not isinstance(event, RecordingFinished) or not event.recording_ref or event.duration_s <= 0:
        return False
    _keep(call, event, now)
    return True


def _keep(call: Call, event: RecordingFinished, now: datetime) -> None:
    queue = _queue_of(call)
    _, is_new = Voicemail.objects.get_or_create(
        recording_sid=event.recording_ref,
        defaults={
            "call": call,
            "queue": queue,
            "owner_agent": _owner(queue),
            "left_at": now,
            "due_at": now + ANSWER_WITHIN,
            "duration_s": event.duration_s,
        },
    )
    if is_new:
        note_event(call.pk, "voicemail.left", at=now, duration_s=event.duration_s)
    fetch_later(event.recording_ref, now)
    if call.state == CallState.ENDED:
        call.outcome, call.changed_at = "voicemail", now
        call.save(update_fields=["outcome", "changed_at"])
        record_in_timeline(call, now=now)


def fetch_later(recording_ref: str, now: datetime) -> None:
    """Bring the sound over once the carrier has it; asked twice, fetched once."""
    command(
        tenant_key=current_tenant(),
        kind="carrier.fetch_recording",
        payload={"recording_ref": recording_ref},
        key=f"recording:{recording_ref}",
        now=now,
    )


def _queue_of(call: Call) -> Queue | None:
    """The queue a voicemail node names, else the one the caller waited in last."""
    node = FlowState.from_json(call.flow_state).node
    nodes: list[dict[str, Any]] = call.flow_version.content.get("nodes", []) if call.flow_version else []
    named = next((n.get("params", {}).get("queue") for n in nodes if n.get("id") == node), None)
    if isinstance(named, str) and named.isdecimal():
        return Queue.objects.filter(pk=int(named)).first()
    visit = call.visits.select_related("queue").order_by("-enqueued_at").first()
    return visit.queue if visit else None


def _owner(queue: Queue | None) -> Agent | None:
    """The agent of the queue's skill with the fewest open messages; anybody before nobody."""
    agents = Agent.objects.filter(removed_at=None).annotate(
        open_messages=Count("voicemail", filter=Q(voicemail__state="new"))
    )
    able = agents.filter(agent_skills__skill=queue.skill_id) if queue and queue.skill_id else agents
    order = ("open_messages", "pk")
    return able.order_by(*order).first() or agents.order_by(*order).first()
