"""An agent's leg went away without a hang-up: music for the caller, a moment's grace, then another agent."""

from datetime import datetime, timedelta
from uuid import UUID

from infra.base.outbox import enqueue as command
from infra.base.timers import set_timer
from telephony.engine.lifecycle import CallMove, CallState
from telephony.engine.presence import AgentMove
from telephony.models import Call, Handling, Leg, QueueVisit
from telephony.realtime.publish import tell_agent
from telephony.services.accept_offer import GRACE_S
from telephony.services.enqueue import start_visit
from telephony.services.locks import lock_call, lock_routing
from telephony.services.move_agent import move_agent
from telephony.services.move_call import move_call, note_event
from telephony.services.start_wrap_up import close_hold, end_conversation, live_handling
from tenants.directory.context import current_tenant

LOST = "agent_lost"


def agent_leg_left(call: Call, leg: Leg, *, at: datetime, now: datetime) -> None:
    """Note that an agent's leg left the locked call; a conversation still open waits for the agent."""
    if leg.left_at is not None:
        return
    leg.left_at = max(at, leg.joined_at or leg.started_at)
    leg.save(update_fields=["left_at"])
    handling = live_handling(call)
    if handling is None or leg.handling_id != handling.pk or is_joined(handling):
        return
    if call.state in (CallState.TALKING, CallState.HELD):
        move_call(call, CallMove.AGENT_LOST, now=now)
        call.save(update_fields=["state", "changed_at"])
        close_hold(handling, at=at)
        handling.save(update_fields=["held_since", "hold_ms"])
        send_hold(call, on=True, key=f"lost:{leg.pk}", now=now)
    note_event(call.pk, "agent.lost", at=at, agent_id=handling.agent_id)
    due_at = now + timedelta(seconds=GRACE_S)
    key = f"{handling.pk}:{leg.pk}"
    set_timer(tenant_key=current_tenant(), kind="agent_grace", key=key, due_at=due_at)
    tell_agent(handling.agent, "call.changed", ["call"])


def is_joined(handling: Handling) -> bool:
    """True while a leg of the agent is in the conference."""
    return Leg.objects.filter(handling=handling, joined_at__isnull=False, left_at=None).exists()


def send_hold(call: Call, *, on: bool, key: str, now: datetime) -> None:
    """Have the caller hear music, or the conference again."""
    payload = {"call_id": str(call.pk), "call_ref": call.carrier_sid, "on": on}
    command(tenant_key=current_tenant(), kind="carrier.hold", payload=payload, key=f"hold:{key}", now=now)


def requeue_lost(*, handling_id: UUID, now: datetime) -> bool:
    """Give the caller of an agent who did not come back to the next one, at the old place in line.

    False when the agent is back, or the conversation is over.
    """
    handling = Handling.objects.select_related("agent", "visit").filter(pk=handling_id, ended_at=None).first()
    if handling is None:
        return False
    call = lock_call(handling.call_id)
    lock_routing(now)
    handling.refresh_from_db(fields=["ended_at"])
    if handling.ended_at is not None:
        return False
    if is_joined(handling):
        _bring_again(call, handling, now)
        return False
    give_back(call, handling, agent_moves=(AgentMove.CALL_LOST,), now=now)
    return True


def _bring_again(call: Call, handling: Handling, now: datetime) -> None:
    """The agent is alone in the conference: whatever became of the first command, ask once more."""
    if call.state == CallState.CONNECTING and handling.connected_at is None:
        payload = {"call_id": str(call.pk), "call_ref": call.carrier_sid, "handling_id": str(handling.pk)}
        key = f"connect:{handling.pk}:again"
        command(tenant_key=current_tenant(), kind="carrier.connect", payload=payload, key=key, now=now)


def give_back(call: Call, handling: Handling, *, agent_moves: tuple[AgentMove, ...], now: datetime) -> None:
    """End a handling that did not come to a conversation (or lost it) and queue the caller again."""
    end_conversation(handling, by=LOST, at=now)
    handling.wrapped_up_at, handling.disposition = now, LOST
    handling.save()
    for move in agent_moves:
        move_agent(handling.agent, move, at=now)
    tell_agent(handling.agent, "call.ended", ["agent", "call", "recent"])
    move_call(call, CallMove.REQUEUED, now=now)
    call.conference_sid = ""
    call.save(update_fields=["state", "changed_at", "conference_sid"])
    _call_back_to_line(call, handling, now)
    old = handling.visit
    visit = QueueVisit(
        call=call, queue_id=old.queue_id, enqueued_at=now, place_at=old.place_at, priority=old.priority
    )
    start_visit(visit, trigger=LOST, now=now)


def _call_back_to_line(call: Call, handling: Handling, now: datetime) -> None:
    payload = {"call_id": str(call.pk), "call_ref": call.carrier_sid, "handling_id": str(handling.pk)}
    key = f"requeue:{handling.pk}"
    command(tenant_key=current_tenant(), kind="carrier.requeue", payload=payload, key=key, now=now)
