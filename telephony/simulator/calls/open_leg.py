"""The birth of a leg."""

from telephony.simulator.calls.leg import Leg
from telephony.simulator.calls.switch import Switch
from telephony.simulator.records.sids import new_sid


def open_leg(
    switch: Switch, *, account_sid: str, from_: str, to: str, direction: str, parent: Leg | None = None
) -> Leg:
    """Create a leg, and its page in the ledger."""
    leg = Leg(new_sid("CA"), account_sid, from_, to, direction, switch.clock.now())
    leg.parent_sid = parent.sid if parent is not None else None
    switch.legs[leg.sid] = leg
    switch.ledger.open_call(
        {
            "call_sid": leg.sid,
            "account_sid": account_sid,
            "parent_call_sid": leg.parent_sid,
            "direction": direction,
            "from": from_,
            "to": to,
        }
    )
    return leg
