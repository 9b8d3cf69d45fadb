"""What to do when the carrier's word about a leg differs from what we believe."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telephony.engine.events import CarrierStatus, LegChanged
from telephony.engine.ports import RemoteCall


class Repair(StrEnum):
    """What brings both sides together again."""

    NOTHING = "nothing"
    END_HERE = "end_here"
    """The leg is over at the carrier, and we were not told."""
    END_THERE = "end_there"
    """The call is over here, and the carrier keeps the leg connected."""


LOST = "not known to the carrier"


@dataclass(frozen=True, slots=True)
class Belief:
    """A leg that is open in our rows; `call_over` when its call has ended here."""

    call_ref: str
    call_over: bool


def decide(belief: Belief, remote: RemoteCall | None) -> Repair:
    """The repair for a leg; `remote` is None when the carrier does not know it (any more).

    A status we do not understand is no reason to do anything.
    """
    if remote is None or remote.status.is_final:
        return Repair.END_HERE
    if belief.call_over and remote.status is not CarrierStatus.UNKNOWN:
        return Repair.END_THERE
    return Repair.NOTHING


def missed_notice(belief: Belief, remote: RemoteCall | None) -> LegChanged:
    """The notice the carrier should have sent of a leg that is over; a lost leg counts as failed."""
    if remote is None:
        return LegChanged(belief.call_ref, CarrierStatus.FAILED, None, None, None, LOST)
    return LegChanged(
        belief.call_ref, remote.status, remote.ended_at, None, remote.duration_s, str(remote.status)
    )
