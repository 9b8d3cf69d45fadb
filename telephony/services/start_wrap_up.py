"""An agent's part of a call is over: the conversation ends, the wrap-up begins and has a limit."""

from datetime import datetime, timedelta

from infra.base.timers import set_timer
from telephony.engine.presence import AgentMove
from telephony.models import Call, Handling
from telephony.realtime.publish import tell_agent
from telephony.services.move_agent import move_agent
from telephony.services.move_call import note_event
from tenants.directory.context import current_tenant


def live_handling(call: Call) -> Handling | None:
    """The handling of a call whose conversation is not over."""
    live = Handling.objects.filter(call=call, ended_at=None)
    return live.select_related("agent", "visit__queue").first()


def start_wrap_up(handling: Handling, *, by: str, at: datetime, now: datetime) -> None:
    """End the conversation at `at` and give the agent the queue's time to write it up."""
    end_conversation(handling, by=by, at=at)
    handling.wrapup_due_at = now + timedelta(seconds=handling.visit.queue.wrapup_s)
    handling.save()
    set_timer(
        tenant_key=current_tenant(),
        kind="wrapup_timeout",
        key=str(handling.pk),
        due_at=handling.wrapup_due_at,
    )
    move_agent(handling.agent, AgentMove.CALL_ENDED, at=now, call_id=handling.call_id)
    tell_agent(handling.agent, "call.ended", ["agent", "call", "wrapup", "recent"])


def end_conversation(handling: Handling, *, by: str, at: datetime) -> None:
    """Close the times of a handling in memory; a hold that is still on ends with it."""
    handling.ended_at = max(at, handling.connected_at or handling.accepted_at)
    handling.ended_by = by
    close_hold(handling, at=handling.ended_at)
    note_event(handling.call_id, "handling.ended", at=handling.ended_at, by=by, handling_id=str(handling.pk))


def close_hold(handling: Handling, *, at: datetime) -> None:
    """Add an open hold to the time held, in memory."""
    if handling.held_since is not None:
        handling.hold_ms += max(at - handling.held_since, timedelta()) // timedelta(milliseconds=1)
        handling.held_since = None
