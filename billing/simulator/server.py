"""The HTTP server: the API, the two pages, control, and the work in the background."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
from aiohttp import web

from billing.simulator import api, control, webhooks
from billing.simulator.clock import Clock, RealClock, VirtualClock
from billing.simulator.ledger.time_passes import anything_due, pass_until
from billing.simulator.pages import checkout, invoice, portal
from billing.simulator.store import Store
from billing.simulator.world import World

TICK_S = 0.2
ROUNDS_A_LOOK = 5


def open_world(
    state: Path | None, *, virtual: bool, webhook_url: str, webhook_secret: str, start_at: int | None = None
) -> World:
    """A world with what an earlier run left in `state` (a directory); None keeps everything in memory."""
    if state is not None:
        state.mkdir(parents=True, exist_ok=True)
    store = Store(state / "stripe.sqlite3" if state else None)
    clock: Clock = RealClock()
    if virtual:
        clock = VirtualClock(int(store.setting("clock") or start_at or RealClock().now()))
    else:
        clock = RealClock(int(store.setting("offset") or 0))
    return World(store, clock, webhook_url=webhook_url, webhook_secret=webhook_secret)


def application(world: World, *, deliver: bool) -> web.Application:
    """The aiohttp application; with `deliver` webhooks go out in the background."""
    app = web.Application()
    app[control.WORLD] = world
    app.add_routes(control.routes)
    for page in (checkout, portal, invoice):
        app.add_routes(page.routes)
    app.router.add_route("*", "/{path:v[12]/.*}", _api)
    app.cleanup_ctx.append(_background(world, deliver))
    return app


async def _api(request: web.Request) -> web.Response:
    wire = api.Request(
        method=request.method,
        path=request.path,
        query=request.query_string,
        body=await request.text(),
        authorization=request.headers.get("Authorization", ""),
        idempotency_key=request.headers.get("Idempotency-Key"),
    )
    answer = api.handle(request.app[control.WORLD], wire)
    return web.json_response(answer.body, status=answer.status, headers=answer.headers)


def _background(world: World, deliver: bool) -> Callable[[web.Application], AsyncIterator[None]]:
    async def running(app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_work(world, deliver))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return running


async def _work(world: World, deliver: bool) -> None:
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        round_number = 0
        while True:
            if isinstance(world.clock, RealClock) and round_number % ROUNDS_A_LOOK == 0:
                _catch_up(world, world.clock)
            round_number += 1
            if deliver:
                await webhooks.deliver(world, _sender(session))
            await asyncio.sleep(TICK_S)


def _catch_up(world: World, clock: RealClock) -> None:
    """What fell due happens at its own moment, then the clock runs on where it was."""
    offset, now = clock.offset, clock.now()
    if not anything_due(world, now):
        return
    with world.store.work():
        pass_until(world, now, clock.set)
    clock.offset = offset


def _sender(session: aiohttp.ClientSession) -> Callable[[str, bytes, dict[str, str]], Awaitable[bool]]:
    async def send(url: str, body: bytes, headers: dict[str, str]) -> bool:
        try:
            async with session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                return 200 <= answer.status < 300
        except (aiohttp.ClientError, TimeoutError):
            return False

    return send


async def serve(world: World, host: str, port: int, *, deliver: bool) -> tuple[web.AppRunner, int]:
    """Start listening; returns the runner and the real port."""
    runner = web.AppRunner(application(world, deliver=deliver), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    bound: int = runner.addresses[0][1]
    world.base_url = f"http://{host}:{bound}"
    return runner, bound
