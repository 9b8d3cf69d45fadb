"""Ringing a far end until it answers, declines or time runs out."""

from telephony.simulator.calls.leg import Leg
from telephony.simulator.calls.progress import announce, finish, move
from telephony.simulator.calls.switch import Switch
from telephony.simulator.clock import any_of, within
from telephony.simulator.ports import Endpoint, Ring


async def ring(switch: Switch, leg: Leg, timeout_s: float) -> None:
    """Ring the leg's destination; afterwards the leg is in-progress or over."""
    if leg.ended:
        return
    announce(switch, leg, "initiated")
    client = leg.to.removeprefix("client:").partition("?")[0] if leg.to.startswith("client:") else ""
    endpoints = list(_endpoints(switch, leg, client))
    if client and not endpoints:
        leg.sip_code = 404
        finish(switch, leg, "no-answer", "network")
        return
    leg.ringing = endpoints
    move(switch, leg, "ringing")
    offer = Ring(leg.sid, leg.account_sid, leg.from_, leg.to, dict(leg.custom))
    for endpoint in endpoints:
        await endpoint.ring(offer)
    try:
        await within(switch.clock, any_of(leg.picked_up, leg.over), timeout_s)
    except TimeoutError:
        leg.sip_code = 487
        finish(switch, leg, "no-answer", "network")


def _endpoints(switch: Switch, leg: Leg, client: str) -> list[Endpoint]:
    if client:
        return switch.clients.get((leg.account_sid, client), [])
    return switch.phones.get(leg.to, [])


async def take(switch: Switch, leg: Leg, endpoint: Endpoint) -> bool:
    """A ringing far end picks up; False if it is too late."""
    if leg.status != "ringing" or endpoint not in leg.ringing:
        return False
    others = [other for other in leg.ringing if other is not endpoint]
    leg.endpoint = endpoint
    leg.ringing = []
    for other in others:
        await other.cancel(leg.sid)
    move(switch, leg, "in-progress")
    leg.picked_up.set()
    return True
