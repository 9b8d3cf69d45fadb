"""Calls that the API places."""

from datetime import timedelta

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.ring import ring
from telephony.simulator.calls.switch import Switch


def place(switch: Switch, leg: Leg, target: Target, timeout_s: float, send_digits: str = "") -> None:
    """Start an outgoing call when the account's rate allows it; its program begins when it is answered."""
    now = switch.clock.now()
    start = max(now, switch.next_start.get(leg.account_sid, now))
    switch.next_start[leg.account_sid] = start + timedelta(seconds=1 / switch.calls_per_second)
    leg.queue_ms = int((start - now).total_seconds() * 1000)
    leg.after_answer = target
    switch.spawn(_place(switch, leg, timeout_s, send_digits))


async def _place(switch: Switch, leg: Leg, timeout_s: float, send_digits: str) -> None:
    if leg.queue_ms:
        await switch.clock.sleep(leg.queue_ms / 1000)
    await ring(switch, leg, timeout_s)
    if leg.status != "in-progress" or leg.after_answer is None:
        return
    if send_digits:
        switch.media.digits(leg.sid, send_digits)
        switch.ledger.event(leg.sid, "digits-sent", digits=send_digits)
    leg.program = switch.spawn(switch.run(switch, leg, leg.after_answer))
