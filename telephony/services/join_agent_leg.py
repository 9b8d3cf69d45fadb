"""The agent's browser asks to be put through to the call it accepted."""

from datetime import datetime
from uuid import UUID

from telephony.engine.commands import Command, Hangup, JoinConference
from telephony.models import Call, Handling, Leg
from telephony.services.locks import lock_call
from telephony.services.move_call import note_event
from telephony.services.phrases import both


def join_agent_leg(
    *, handling_id: UUID | None, agent_id: int | None, call_ref: str, now: datetime
) -> tuple[Command, ...]:
    """Into the conference of the call, if this agent is handling it now; else a sentence and the end.

    Used for the first time and again after a reload: each leg has a label of its own.
    """
    handling = None
    if handling_id is not None and agent_id is not None:
        handling = Handling.objects.filter(pk=handling_id, agent_id=agent_id, ended_at=None).first()
    if handling is None:
        return (*both("not_your_call"), Hangup())
    call = lock_call(handling.call_id)
    _note_leg(call, handling, call_ref, now)
    return (JoinConference(room=str(call.pk), label=f"agent.{call_ref}", start_on_enter=True),)


def _note_leg(call: Call, handling: Handling, call_ref: str, now: datetime) -> None:
    leg, created = Leg.objects.get_or_create(
        carrier_sid=call_ref,
        defaults={
            "call": call,
            "kind": "agent",
            "agent_id": handling.agent_id,
            "handling": handling,
            "started_at": now,
        },
    )
    if created:
        note_event(call.pk, "agent.connecting", at=now, agent_id=handling.agent_id, leg_id=leg.pk)
