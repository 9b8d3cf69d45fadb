"""Compare the calls we believe to be on with what the carrier says, repair, and write down what was done."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from infra.base import audit
from infra.base.outbox import enqueue as command
from telephony.carriers.access import NoCarrierAccount, carrier
from telephony.engine.ports import Carrier, CarrierError, RemoteCall
from telephony.engine.reconciling import LOST, Belief, Repair, decide, missed_notice
from telephony.models import Leg
from telephony.services.leg_changed import leg_changed
from telephony.services.locks import lock_call
from telephony.services.move_call import note_event
from tenants.directory.context import in_tenant

log = logging.getLogger(__name__)

AT_ONCE = 200
ACTOR = "reconciler"


@dataclass(frozen=True, slots=True)
class OpenLeg:
    """A leg without an end in our rows."""

    id: int
    call_id: UUID
    call_ref: str


def open_legs(*, before: datetime) -> list[OpenLeg]:
    """Legs that began before this moment and have no end, callers first. Call inside a tenant."""
    rows = Leg.objects.filter(ended_at=None, started_at__lt=before, call__is_sample=False)
    # A call that ends with its caller takes its agents along; the other way round they would look lost.
    ordered = rows.order_by("-kind", "started_at").values_list("id", "call_id", "carrier_sid")
    return [OpenLeg(*row) for row in ordered[:AT_ONCE]]


def reconcile_calls(*, tenant_key: str, older_than: timedelta, now: datetime) -> int:
    """Ask the carrier about each leg open for longer than `older_than`; returns how many were repaired.

    Call outside a tenant: each question is asked outside any transaction. A carrier that gives no clear
    answer ends the round; the next one begins anew.
    """
    with in_tenant(tenant_key):
        legs = open_legs(before=now - older_than)
    if not legs:
        return 0
    try:
        remote = carrier(tenant_key)
        return sum(_reconcile(tenant_key, remote, leg, now) for leg in legs)
    except (CarrierError, NoCarrierAccount) as unclear:
        log.warning("calls not reconciled: %s", unclear, extra={"tenant_key": tenant_key})
        return 0


def _reconcile(tenant_key: str, remote: Carrier, leg: OpenLeg, now: datetime) -> bool:
    told = remote.find_call(leg.call_ref)
    with in_tenant(tenant_key):
        return repair(leg=leg, told=told, tenant_key=tenant_key, now=now)


def repair(*, leg: OpenLeg, told: RemoteCall | None, tenant_key: str, now: datetime) -> bool:
    """Bring one leg in line with what the carrier said of it; False when there was nothing to do."""
    call = lock_call(leg.call_id)
    if not Leg.objects.filter(pk=leg.id, ended_at=None).exists():
        return False  # the notice came while we asked
    belief = Belief(leg.call_ref, call_over=call.ended_at is not None)
    what = decide(belief, told)
    if what is Repair.NOTHING:
        return False
    before, word = call.state, LOST if told is None else str(told.status)
    note_event(call.pk, "call.reconciled", at=now, repair=str(what), carrier=word, leg_ref=leg.call_ref)
    if what is Repair.END_HERE:
        leg_changed(change=missed_notice(belief, told), now=now)
    else:
        _hang_up(tenant_key, leg, now)
    call.refresh_from_db(fields=["state"])
    audit.record(
        tenant_key=tenant_key,
        actor=ACTOR,
        action="call.reconciled",
        subject=str(call.pk),
        before={"state": before, "leg": leg.call_ref},
        after={"state": call.state, "repair": str(what), "carrier": word},
        now=now,
    )
    return True


def _hang_up(tenant_key: str, leg: OpenLeg, now: datetime) -> None:
    # Once in ten minutes: a leg that cannot be ended is one row an operator sees, not hundreds.
    key = f"hang-up:{leg.id}:{int(now.timestamp()) // 600}"
    payload = {"call_id": str(leg.call_id), "call_ref": leg.call_ref}
    command(tenant_key=tenant_key, kind="carrier.end", payload=payload, key=key, now=now)
