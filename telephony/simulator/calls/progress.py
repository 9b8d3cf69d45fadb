"""A leg's way from queued to its end, and who is told about each step."""

import asyncio

from telephony.simulator.calls.leg import FINAL, Callback, Leg
from telephony.simulator.calls.notice import post
from telephony.simulator.calls.params import call_params
from telephony.simulator.calls.switch import Switch
from telephony.simulator.hooks.send import Hook
from telephony.simulator.records.shapes import call_shape
from telephony.simulator.records.sids import rfc2822

EVENTS = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


def announce(switch: Switch, leg: Leg, event: str) -> None:
    """Send the status callbacks that want this event: initiated, ringing, answered or completed."""
    params = call_params(leg)
    if event == "initiated":
        params["CallStatus"] = "initiated"
    params |= {"CallbackSource": "call-progress-events", "Timestamp": rfc2822(switch.clock.now()) or ""}
    if leg.ended:
        params["CallDuration"] = str(leg.seconds)
        params["SipResponseCode"] = str(leg.sip_code)
    if leg.status == "completed":
        params["Duration"] = str(-(-leg.seconds // 60))
    wanting = [callback for callback in leg.callbacks if event in callback.events]
    if not wanting:
        return
    params["SequenceNumber"] = str(leg.sequence)
    leg.sequence += 1
    for callback in wanting:
        hook = Hook("status", leg.account_sid, leg.sid, callback.url, callback.method, params)
        post(switch, hook, leg.notices)


def move(switch: Switch, leg: Leg, status: str) -> None:
    """Change the status of a live leg, remember it and tell the callbacks."""
    leg.status = status
    leg.updated_at = switch.clock.now()
    switch.ledger.status(leg.sid, status)
    if status == "in-progress" and leg.started_at is None:
        leg.started_at = leg.updated_at
        switch.ledger.answered(leg.sid, leg.updated_at)
        leg.limit = switch.spawn(_limit(switch, leg))
    if status in EVENTS:
        announce(switch, leg, EVENTS[status])


async def pick_up(switch: Switch, leg: Leg) -> None:
    """The network answers an incoming leg (idempotent)."""
    if leg.status == "ringing" and leg.direction == "inbound":
        move(switch, leg, "in-progress")
        leg.picked_up.set()
        if leg.endpoint is not None:
            await leg.endpoint.connected(leg.sid)


def finish(switch: Switch, leg: Leg, status: str, by: str) -> None:
    """End a leg (idempotent). `status` is final; `by` says who: far_end, network, api."""
    if leg.ended:
        return
    assert status in FINAL
    leg.status = status
    leg.ended_at = leg.updated_at = switch.clock.now()
    switch.ledger.status(leg.sid, status)
    switch.ledger.ended(leg.sid, leg.ended_at, leg.seconds, by)
    leg.why = "hangup"
    leg.over.set()
    for task in (leg.program, leg.announcement):
        if task is not None and task is not _current():
            task.cancel()
    if leg.limit is not None and leg.limit is not _current():
        leg.limit.cancel()
    if leg.seat is not None:
        leg.seat.room.depart(leg.seat, "participant_hung_up")
    _silence(switch, leg)
    _release(switch, leg, status, by)
    announce(switch, leg, "completed")
    switch.store.put("call", leg.sid, leg.account_sid, call_shape(leg))


def _silence(switch: Switch, leg: Leg) -> None:
    """Free the leg's media, but only after its program has taken what it recorded."""
    if leg.program is None or leg.program.done() or leg.program is _current():
        switch.media.hangup(leg.sid)
    else:
        leg.program.add_done_callback(lambda _: switch.media.hangup(leg.sid))


def _release(switch: Switch, leg: Leg, status: str, by: str) -> None:
    for endpoint in leg.ringing:
        if endpoint is not leg.endpoint and by != "far_end":
            switch.spawn(endpoint.cancel(leg.sid))
    leg.ringing = []
    if leg.endpoint is not None and by != "far_end":
        switch.spawn(leg.endpoint.hangup(leg.sid, status))


def _current() -> object:
    return asyncio.current_task()


async def _limit(switch: Switch, leg: Leg) -> None:
    await switch.clock.sleep(leg.time_limit_s)
    finish(switch, leg, "completed", "network")


def callbacks_of(url: str, method: str, events: list[str]) -> list[Callback]:
    """Build the callback list of a leg from request or TwiML values; no URL means none."""
    named = frozenset(event for text in events for event in text.split()) or frozenset({"completed"})
    return [Callback(url, method or "POST", named)] if url else []
