"""An agent takes the call that is offered: one winner, whatever happens at the same moment."""

from datetime import datetime, timedelta
from uuid import UUID

from infra.base.outbox import enqueue as command
from infra.base.problems import Refusal
from infra.base.timers import set_timer
from telephony.engine.lifecycle import CallMove
from telephony.engine.presence import AgentMove
from telephony.models import Agent, Call, Handling, Offer, OfferState, VisitOutcome
from telephony.realtime.publish import tell_agent, tell_queues
from telephony.services.end_offer import offer_of
from telephony.services.leave_visit import leave_visit
from telephony.services.locks import lock_call, lock_routing
from telephony.services.move_agent import move_agent
from telephony.services.move_call import move_call, note_event
from tenants.directory.context import current_tenant

GRACE_S = 30


class OfferExpired(Refusal):
    """The time to answer ran out before the agent accepted."""

    code = "offer_expired"
    detail = "The time to answer this call is over. It is being offered to somebody else."


class OfferTaken(Refusal):
    """The offer is over for another reason: the caller left, or it was already accepted or declined."""

    code = "offer_taken"
    detail = "This call is no longer waiting for you. The caller hung up or somebody else took it."


def accept_offer(*, offer_id: UUID, agent_id: int, now: datetime) -> Handling:
    """Claim the offer and have the caller brought into the conference; raises OfferTaken, OfferExpired.

    Accepting twice gives the handling of the first time.
    """
    call = lock_call(offer_of(offer_id, agent_id).call_id)
    lock_routing(now)
    if not _claim(offer_id, now):
        return _already(offer_id, now)
    offer = Offer.objects.select_related("visit__queue", "agent").get(pk=offer_id)
    leave_visit(offer.visit, VisitOutcome.ANSWERED, at=now)
    handling = Handling.objects.create(call=call, visit=offer.visit, agent=offer.agent, accepted_at=now)
    _bring_together(call, handling, now)
    note_event(call.pk, "offer.accepted", at=now, agent_id=agent_id, handling_id=str(handling.pk))
    _tell(offer.agent, call, now)
    return handling


def _claim(offer_id: UUID, now: datetime) -> bool:
    live = Offer.objects.filter(pk=offer_id, state=OfferState.OFFERED, expires_at__gt=now)
    return live.update(state=OfferState.ACCEPTED, ended_at=now) == 1


def _already(offer_id: UUID, now: datetime) -> Handling:
    offer = Offer.objects.get(pk=offer_id)
    if offer.state == OfferState.ACCEPTED:
        return Handling.objects.get(visit_id=offer.visit_id)
    if offer.state in (OfferState.OFFERED, OfferState.TIMEOUT):
        raise OfferExpired
    raise OfferTaken


def _bring_together(call: Call, handling: Handling, now: datetime) -> None:
    move_call(call, CallMove.OFFER_ACCEPTED, now=now)
    call.save(update_fields=["state", "changed_at"])
    payload = {"call_id": str(call.pk), "call_ref": call.carrier_sid, "handling_id": str(handling.pk)}
    tenant_key = current_tenant()
    command(
        tenant_key=tenant_key, kind="carrier.connect", payload=payload, key=f"connect:{handling.pk}", now=now
    )
    set_timer(
        tenant_key=tenant_key,
        kind="agent_grace",
        key=f"{handling.pk}:0",
        due_at=now + timedelta(seconds=GRACE_S),
    )


def _tell(agent: Agent, call: Call, now: datetime) -> None:
    move_agent(agent, AgentMove.OFFER_ACCEPTED, at=now, call_id=call.pk)
    tell_agent(agent, "offer.accepted", ["agent", "offer", "call"])
    tell_queues()
