"""End an offer in one conditional statement: whoever changes the row decides."""

from datetime import datetime
from uuid import UUID

from infra.base.problems import NotFound
from telephony.engine.presence import AgentMove
from telephony.models import Agent, Offer, OfferState, QueueVisit
from telephony.realtime.publish import tell_agent
from telephony.services.move_agent import move_agent
from telephony.services.move_call import note_event

_AGENT_MOVES = {
    OfferState.TIMEOUT: AgentMove.OFFER_TIMED_OUT,
    OfferState.DECLINED: AgentMove.OFFER_DECLINED,
    OfferState.CANCELLED: AgentMove.OFFER_CANCELLED,
}


def offer_of(offer_id: UUID, agent_id: int) -> Offer:
    """The agent's own offer; raises NotFound for anybody else's."""
    offer = Offer.objects.filter(pk=offer_id, agent_id=agent_id).first()
    if offer is None:
        raise NotFound("This offer is not yours, or it never was.")
    return offer


def end_offer(offer: Offer, to: OfferState, *, at: datetime, reason: str = "") -> bool:
    """Time out, decline or cancel a live offer and free its agent; False when it was over before.

    Call under the routing lock; routing again is left to the caller.
    """
    ended = Offer.objects.filter(pk=offer.pk, state=OfferState.OFFERED).update(
        state=to, ended_at=max(at, offer.offered_at), reason=reason
    )
    if not ended:
        return False
    agent = Agent.objects.get(pk=offer.agent_id)
    move_agent(agent, _AGENT_MOVES[to], at=at)
    note_event(offer.call_id, f"offer.{to}", at=at, agent_id=agent.pk, offer_id=str(offer.pk))
    tell_agent(agent, "offer.over", ["agent", "offer"])
    return True


def cancel_offers(visit: QueueVisit, *, at: datetime, reason: str) -> None:
    """Take back what is offered of a visit whose caller is gone: the agent is free again at once."""
    for offer in Offer.objects.filter(visit=visit, state=OfferState.OFFERED).select_related("call"):
        end_offer(offer, OfferState.CANCELLED, at=at, reason=reason)
