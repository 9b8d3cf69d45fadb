"""Webhooks whose answer nobody waits for."""

import asyncio

from telephony.simulator.calls.switch import Switch
from telephony.simulator.hooks.faults import Fault
from telephony.simulator.hooks.send import Hook


def post(switch: Switch, hook: Hook, order: asyncio.Lock) -> None:
    """Send in the background, in line with the same `order`; a delayed or reordered one lets others pass."""
    struck = switch.sender.draw(hook)
    switch.spawn(_send(switch, hook, order, struck))


async def _send(switch: Switch, hook: Hook, order: asyncio.Lock, struck: dict[str, Fault]) -> None:
    if "delay" in struck or "reorder" in struck:
        outcome = await switch.sender.send(hook, struck)
    else:
        async with order:
            outcome = await switch.sender.send(hook, struck)
    if outcome.error and "drop" not in struck:
        switch.ledger.alert(hook.account_sid, hook.call_sid, outcome.error, outcome.message, hook.url)
