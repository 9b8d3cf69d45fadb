"""Offer waiting calls to free agents, under the tenant's one routing lock, and keep the reasons."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from infra.base.timers import set_timer
from telephony.engine.presence import AgentMove
from telephony.engine.routing import Decision, Pairing, choose
from telephony.models import Agent, Offer, QueueVisit, RoutingDecision
from telephony.realtime.publish import tell_agent
from telephony.selectors_routing import routing_snapshot
from telephony.services.locks import lock_routing
from telephony.services.move_agent import AgentMoved, move_agent
from tenants.directory.context import current_tenant

RECHECK_S = 10


def route(*, trigger: str, now: datetime) -> list[Offer]:
    """Make every offer that can be made now; `trigger` says for the record what asked for it."""
    lock_routing(now)
    snapshot = routing_snapshot(now)
    if not snapshot.waiting:
        return []
    decision = choose(snapshot, now)
    offers = [offer for pairing in decision.offers if (offer := _offer(pairing, now)) is not None]
    _record(decision, trigger, now)
    if len(offers) < len(snapshot.waiting):
        _look_again(now)
    return offers


def _offer(pairing: Pairing, now: datetime) -> Offer | None:
    visit = QueueVisit.objects.select_related("queue").get(pk=pairing.visit_id)
    agent = Agent.objects.get(pk=pairing.agent_id)
    try:
        move_agent(agent, AgentMove.OFFERED, at=now, call_id=visit.call_id)
    except AgentMoved:
        return None
    expires_at = now + timedelta(seconds=visit.queue.offer_timeout_s)
    offer = Offer.objects.create(
        visit=visit, call_id=visit.call_id, agent=agent, offered_at=now, expires_at=expires_at
    )
    set_timer(tenant_key=current_tenant(), kind="offer_timeout", key=str(offer.pk), due_at=expires_at)
    tell_agent(agent, "offer.made", ["agent", "offer"])
    return offer


def _record(decision: Decision, trigger: str, now: datetime) -> None:
    """Keep a decision unless it only repeats that nothing could be done, for the same reasons."""
    reasons = [_plain(asdict(reason)) for reason in decision.reasons]
    offers = [_plain(asdict(pairing)) for pairing in decision.offers]
    if not offers:
        before = RoutingDecision.objects.order_by("-at", "-pk").first()
        if before is not None and before.reasons == reasons and not before.offers:
            return
    RoutingDecision.objects.create(at=now, trigger=trigger, offers=offers, reasons=reasons)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else str(value) for name, value in values.items()}


def _look_again(now: datetime) -> None:
    # A key of its own for every ten seconds: a timer that is just running holds its row's lock, and the
    # handler waits for the routing lock that we hold.
    due = int(now.timestamp()) // RECHECK_S * RECHECK_S + 2 * RECHECK_S
    due_at = datetime.fromtimestamp(due, tz=now.tzinfo)
    set_timer(tenant_key=current_tenant(), kind="queue_recheck", key=str(due), due_at=due_at)
