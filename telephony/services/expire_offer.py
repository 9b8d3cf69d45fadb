"""An agent let a call ring out: the agent is not responding, the caller keeps the place in line."""

from datetime import datetime
from uuid import UUID

from telephony.models import Offer, OfferState
from telephony.services.end_offer import end_offer
from telephony.services.locks import lock_call, lock_routing
from telephony.services.route import route


def expire_offer(*, offer_id: UUID, now: datetime) -> bool:
    """Time out an offer whose time is over; False when it was answered meanwhile or is not due yet."""
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None or offer.state != OfferState.OFFERED or offer.expires_at > now:
        return False
    lock_call(offer.call_id)
    lock_routing(now)
    if not end_offer(offer, OfferState.TIMEOUT, at=now):
        return False
    route(trigger="offer_timeout", now=now)
    return True
