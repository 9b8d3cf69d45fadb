"""The stand-in inside a test process: own thread, free port, a clock that waits to be told."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from billing.simulator import control, webhooks
from billing.simulator.server import open_world, serve
from billing.simulator.world import World


@dataclass
class Steering:
    """The virtual clock, moved from outside the server's thread."""

    _call: Callable[[Callable[[], Any]], Any]
    _world: World

    def now(self) -> int:
        """Unix seconds."""
        return self._world.clock.now()

    def advance(self, seconds: int) -> int:
        """Let time pass; returns how many things happened."""
        return self.set(self.now() + seconds)

    def set(self, at: int) -> int:
        """Let time pass until `at` (unix seconds)."""
        return int(self._call(lambda: control.move(self._world, at)))


@dataclass
class Running:
    """A running stand-in."""

    base_url: str
    clock: Steering
    world: World
    _call: Callable[[Callable[[], Any]], Any]
    _stop: Callable[[], None]

    def take_webhooks(self) -> list[tuple[bytes, dict[str, str]]]:
        """The signed messages that are due, body and headers, for the caller to deliver; faults apply."""
        found: list[tuple[bytes, dict[str, str]]] = self._call(lambda: webhooks.take(self.world))
        return found

    def faults(self, **wanted: Any) -> None:
        """Order faults by name, as /control/faults does."""
        self.world.faults.order(wanted)

    def stop(self) -> None:
        """Stop serving and free the port."""
        self._stop()


def start(
    *,
    state: Path | None = None,
    webhook_url: str = "",
    webhook_secret: str = "",
    start_at: int | None = None,
) -> Running:
    """Start on a free port with a virtual clock; with a secret but no URL, webhooks wait to be taken."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="billing-simulator", daemon=True)
    thread.start()

    def call(work: Callable[[], Any]) -> Any:
        done: Future[Any] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        loop.call_soon_threadsafe(run)
        return done.result(timeout=60)

    world: World = call(
        lambda: open_world(
            state, virtual=True, webhook_url=webhook_url, webhook_secret=webhook_secret, start_at=start_at
        )
    )
    serving = serve(world, "127.0.0.1", 0, deliver=bool(webhook_url))
    runner, _ = asyncio.run_coroutine_threadsafe(serving, loop).result(timeout=30)

    def stop() -> None:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=30)
        call(world.store.db.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=30)
        loop.close()

    return Running(world.base_url, Steering(call, world), world, call, stop)
