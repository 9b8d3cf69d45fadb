"""The order in which a telephony transaction locks: at most one call, then routing, then everything else."""

from datetime import datetime
from uuid import UUID

from telephony.models import Call, RoutingLock


class CallUnknown(LookupError):
    """No call of this tenant has this id or carrier reference."""


def lock_call(call_id: UUID) -> Call:
    """The call, locked until the transaction ends; raises CallUnknown."""
    # NO KEY UPDATE lets other transactions insert rows that refer to the call while we hold it.
    call = Call.objects.select_for_update(no_key=True).filter(pk=call_id).first()
    if call is None:
        raise CallUnknown(f"There is no call {call_id}.")
    return call


def lock_call_by_ref(call_ref: str) -> Call | None:
    """The call whose caller leg the carrier knows as `call_ref`, locked; None when it is not ours."""
    return Call.objects.select_for_update(no_key=True).filter(carrier_sid=call_ref).first()


def lock_routing(now: datetime) -> None:
    """Wait for the tenant's one routing lock; whoever holds it alone changes offers and agents."""
    if not RoutingLock.objects.select_for_update().filter(pk=1).exists():
        RoutingLock.objects.bulk_create([RoutingLock(pk=1, decided_at=now)], ignore_conflicts=True)
        RoutingLock.objects.select_for_update().get(pk=1)
