"""Putting the parts together: one aiohttp application."""

import asyncio
import importlib.util
import tempfile
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from telephony.simulator.calls.exchange import Switchboard
from telephony.simulator.calls.progress import finish
from telephony.simulator.calls.switch import Switch
from telephony.simulator.clock import Clock
from telephony.simulator.control.routes import BOARD, PEOPLE, add_control, refusals
from telephony.simulator.hooks.faults import Faults
from telephony.simulator.hooks.send import Sender
from telephony.simulator.hooks.transport import HttpTransport, Transport
from telephony.simulator.ledger import Ledger
from telephony.simulator.ports import Exchange
from telephony.simulator.records.accounts import PARENT_SID, PARENT_TOKEN, add_account
from telephony.simulator.records.store import Store
from telephony.simulator.rest.request import SWITCH
from telephony.simulator.rest.routes import add_rest
from telephony.simulator.scripts.people import People
from telephony.simulator.silence import NullMedia
from telephony.simulator.twiml.program import run_aside, run_leg
from telephony.simulator.twiml.registry import HANDLERS
from telephony.simulator.twiml.verbs import VERBS

MEDIA = "telephony.simulator.media"


@dataclass(frozen=True)
class Options:
    """How to build a simulator."""

    clock: Clock
    state: Path | None = None
    """Folder that survives restarts; None = memory."""
    audio: bool = False
    tls_port: int = 0
    """Also serve the sockets and the phone over TLS here, with a self-signed certificate; 0 = no."""
    account_sid: str = PARENT_SID
    auth_token: str = PARENT_TOKEN
    base_url: str = "http://127.0.0.1:8010"
    calls_per_second: float = 1.0
    transport: Transport | None = None


def build_switch(options: Options) -> Switch:
    """Open the store and make an idle switch with silent media; call inside the event loop."""
    HANDLERS.update(VERBS)
    store = Store(options.state)
    _seed_parent(store, options)
    ledger, faults = Ledger(store, options.clock), Faults()
    sender = Sender(store, options.clock, ledger, faults, options.transport or HttpTransport())
    silent = NullMedia(options.clock)
    switch = Switch(options.clock, store, ledger, faults, sender, silent, run_leg, run_aside)
    switch.base_url = options.base_url
    switch.calls_per_second = options.calls_per_second
    return switch


def _seed_parent(store: Store, options: Options) -> None:
    """Make sure the parent account exists and has the token the product was given."""
    row = store.get("account", options.account_sid)
    if row is not None:
        store.put("account", row["sid"], row["sid"], row | {"auth_token": options.auth_token})
        return
    add_account(
        store,
        name="Stand-in parent",
        owner=None,
        now=options.clock.now(),
        sid=options.account_sid,
        token=options.auth_token,
    )


def build_app(options: Options) -> web.Application:
    """Build the application; with audio, the media package adds its routes and replaces the silence."""
    switch = build_switch(options)
    board = Switchboard(switch)
    app = web.Application(middlewares=[refusals])
    app[SWITCH] = switch
    app[BOARD] = board
    app[PEOPLE] = People(board)
    if options.audio and importlib.util.find_spec(MEDIA) is not None:
        exchange: Exchange = board
        media = importlib.import_module(MEDIA)
        switch.media = media.build_media(exchange, options.state)
        media.add_routes(app, exchange, switch.media)
        if options.tls_port:
            folder = options.state or Path(tempfile.mkdtemp())
            media.add_tls(app, exchange, switch.media, options.tls_port, folder)
    add_control(app)
    add_rest(app)
    app.on_shutdown.append(_shut_down)
    return app


async def _shut_down(app: web.Application) -> None:
    """End live calls quietly and close everything."""
    switch = app[SWITCH]
    for leg in list(switch.legs.values()):
        leg.callbacks = []
        finish(switch, leg, "failed" if leg.started_at is None else "completed", "network")
    await asyncio.sleep(0)
    for task in list(switch.tasks):
        task.cancel()
    await asyncio.gather(*switch.tasks, return_exceptions=True)
    switch.ledger.flush()
    await switch.sender.transport.close()
    switch.store.close()
