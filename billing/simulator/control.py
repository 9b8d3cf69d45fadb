"""/control: faults, the clock, health; never part of the vendor's API."""

from typing import Any

from aiohttp import web

from billing.simulator import webhooks
from billing.simulator.ledger.time_passes import pass_until
from billing.simulator.world import World

WORLD = web.AppKey("world", World)
routes = web.RouteTableDef()


@routes.get("/control/health")
async def health(request: web.Request) -> web.Response:
    """Up, and how the webhooks stand."""
    world = request.app[WORLD]
    return web.json_response({"status": "ok", "now": world.clock.now(), "webhooks": webhooks.backlog(world)})


@routes.get("/control/faults")
async def show_faults(request: web.Request) -> web.Response:
    """Faults still to come."""
    return web.json_response(request.app[WORLD].faults.shown())


@routes.post("/control/faults")
async def order_faults(request: web.Request) -> web.Response:
    """Order faults, as JSON counts by name."""
    world = request.app[WORLD]
    try:
        world.faults.order(await request.json())
    except (KeyError, ValueError, TypeError) as error:
        known = ", ".join(sorted(world.faults.shown()))
        return web.json_response({"error": f"{error}: send JSON with any of {known}."}, status=400)
    return web.json_response(world.faults.shown())


@routes.get("/control/clock")
async def show_clock(request: web.Request) -> web.Response:
    """The time by this stand-in."""
    return web.json_response({"now": request.app[WORLD].clock.now()})


@routes.post("/control/clock")
async def move_clock(request: web.Request) -> web.Response:
    """Move time forward: `{"advance": seconds}` or `{"to": unix seconds}`; everything due happens."""
    world = request.app[WORLD]
    wanted: dict[str, Any] = await request.json()
    now = world.clock.now()
    target = int(wanted.get("to", now + int(wanted.get("advance", 0))))
    if target < now:
        return web.json_response({"error": "Time only goes forward: send a later moment."}, status=400)
    return web.json_response({"now": target, "happened": move(world, target)})


def move(world: World, target: int) -> int:
    """Let time pass until `target` (unix seconds); returns how many things happened."""
    with world.store.work():
        happened = pass_until(world, target, world.clock.set)
        world.store.remember(*world.clock.kept())
    return happened
