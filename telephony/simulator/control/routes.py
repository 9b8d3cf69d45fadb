"""Routes under /control: ledger, alerts, clock, faults, people, health."""

import json
from typing import Any

from aiohttp import web

from telephony.simulator.calls.exchange import Switchboard
from telephony.simulator.clock import VirtualClock
from telephony.simulator.hooks.faults import BadFault
from telephony.simulator.ports import NotInService
from telephony.simulator.rest.request import SWITCH
from telephony.simulator.scripts.document import BadScript, read
from telephony.simulator.scripts.people import BadAct, People, Person
from telephony.simulator.scripts.perform import perform

BOARD = web.AppKey("board", Switchboard)
PEOPLE = web.AppKey("people", People)


class BadControl(Exception):
    """A control request that cannot be done; the text says why."""


async def health(request: web.Request) -> web.Response:
    """Say that the simulator runs."""
    switch = request.app[SWITCH]
    live = sum(not leg.ended for leg in switch.legs.values())
    return web.json_response({"ok": True, "now": switch.clock.now().isoformat(), "live_calls": live})


async def ledger(request: web.Request) -> web.Response:
    """Return the ledger, of one account with `?account=`."""
    return web.json_response(request.app[SWITCH].ledger.report(request.query.get("account") or None))


async def alerts(request: web.Request) -> web.Response:
    """Return the alerts, of one account with `?account=`."""
    rows = request.app[SWITCH].ledger.read("alerts", request.query.get("account") or None)
    return web.json_response({"alerts": rows})


async def read_clock(request: web.Request) -> web.Response:
    """Return the time and whether it is virtual."""
    clock = request.app[SWITCH].clock
    return web.json_response({"now": clock.now().isoformat(), "virtual": isinstance(clock, VirtualClock)})


async def move_clock(request: web.Request) -> web.Response:
    """Advance a virtual clock: {"advance": seconds} or {"run_until_idle": limit_seconds}."""
    clock, body = request.app[SWITCH].clock, await _body(request)
    if not isinstance(clock, VirtualClock):
        raise BadControl("the clock is real; start the simulator with --clock virtual")
    if "advance" in body:
        await clock.advance(float(body["advance"]))
    else:
        await clock.run_until_idle(float(body.get("run_until_idle", 3600)))
    return await read_clock(request)


async def read_faults(request: web.Request) -> web.Response:
    """Return the fault rules in force."""
    return web.json_response({"faults": request.app[SWITCH].faults.as_json()})


async def set_faults(request: web.Request) -> web.Response:
    """Replace the fault rules: {"seed": 1, "faults": [{"effect": "duplicate", "kind": "status", ...}]}."""
    body = await _body(request)
    try:
        request.app[SWITCH].faults.set(body.get("faults", []), int(body.get("seed", 0)))
    except BadFault as problem:
        raise BadControl(str(problem)) from problem
    return await read_faults(request)


async def place_call(request: web.Request) -> web.Response:
    """Let a scripted person call: {"from": "+1...", "to": "+1..."}; returns its call SID."""
    body, people = await _body(request), request.app[PEOPLE]
    person = people.caller(str(body.get("from", "")))
    try:
        sid = await person.dial(str(body.get("to", "")))
    except NotInService as problem:
        raise BadControl(str(problem)) from problem
    return web.json_response({"call_sid": sid}, status=201)


async def register(request: web.Request) -> web.Response:
    """Register a person: {"client": name, "account": AC...} or {"phone": "+1..."}, plus "answer": true."""
    body, people = await _body(request), request.app[PEOPLE]
    answer = bool(body.get("answer", True))
    if "client" in body:
        person = people.client(str(body["account"]), str(body["client"]), answer)
    else:
        person = people.phone(str(body["phone"]), answer)
    return web.json_response({"registered": person.name}, status=201)


async def act(request: web.Request) -> web.Response:
    """Let the person on a call act: {"do": "press|say|hang_up|answer", "text": "..."}."""
    body, sid = await _body(request), request.match_info["sid"]
    person: Person | None = request.app[PEOPLE].on(sid)
    if person is None:
        raise BadControl(f"no scripted person is on call {sid}")
    try:
        await person.do(str(body.get("do")), sid, str(body.get("text", "")))
    except BadAct as problem:
        raise BadControl(str(problem)) from problem
    return web.json_response({"call_sid": sid, "status": request.app[SWITCH].legs[sid].status})


async def play_script(request: web.Request) -> web.Response:
    """Perform a YAML script to its end: {"yaml": "...", "values": {...}}; returns its report."""
    body = await _body(request)
    values = {str(name): str(value) for name, value in (body.get("values") or {}).items()}
    try:
        script = read(str(body.get("yaml", "")), values)
    except BadScript as problem:
        raise BadControl(str(problem)) from problem
    report = await perform(request.app[SWITCH], request.app[PEOPLE], script)
    return web.json_response(report.as_json())


async def _body(request: web.Request) -> dict[str, Any]:
    text = await request.text()
    try:
        body = json.loads(text) if text else {}
    except json.JSONDecodeError as problem:
        raise BadControl(f"the body is not JSON: {problem}") from problem
    if not isinstance(body, dict):
        raise BadControl("the body is not a JSON object")
    return body


@web.middleware
async def refusals(request: web.Request, handler: Any) -> web.StreamResponse:
    """Answer refused control requests with 400 and the reason."""
    try:
        answer: web.StreamResponse = await handler(request)
        return answer
    except BadControl as problem:
        return web.json_response({"error": str(problem)}, status=400)


def add_control(app: web.Application) -> None:
    """Mount the control API."""
    app.add_routes(
        [
            web.get("/control/health", health),
            web.get("/control/ledger", ledger),
            web.get("/control/alerts", alerts),
            web.get("/control/clock", read_clock),
            web.post("/control/clock", move_clock),
            web.get("/control/faults", read_faults),
            web.post("/control/faults", set_faults),
            web.post("/control/calls", place_call),
            web.post("/control/calls/{sid}", act),
            web.post("/control/people", register),
            web.post("/control/scripts", play_script),
        ]
    )
