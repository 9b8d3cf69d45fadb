"""An agent declines a call: it keeps its place and goes to the next agent."""

from datetime import datetime
from uuid import UUID

from telephony.models import OfferState
from telephony.services.accept_offer import OfferTaken
from telephony.services.end_offer import end_offer, offer_of
from telephony.services.locks import lock_call, lock_routing
from telephony.services.route import route


def decline_offer(*, offer_id: UUID, agent_id: int, reason: str = "", now: datetime) -> None:
    """Decline a live offer; raises OfferTaken when it is over already."""
    offer = offer_of(offer_id, agent_id)
    lock_call(offer.call_id)
    lock_routing(now)
    if not end_offer(offer, OfferState.DECLINED, at=now, reason=reason):
        raise OfferTaken
    route(trigger="offer_declined", now=now)
