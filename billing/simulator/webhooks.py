"""Webhooks: signed, retried with back-off for three days, and spoiled on demand."""

import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from billing.simulator.store import Json
from billing.simulator.world import World

BACK_OFF_S = (5, 60, 300, 1800, 7200, 18_000, 36_000, 43_200, 43_200, 43_200, 43_200)

Send = Callable[[str, bytes, dict[str, str]], Awaitable[bool]]


@dataclass(frozen=True)
class Delivery:
    """One event on its way to one listener."""

    seq: int
    event: str
    url: str
    secret: str
    attempts: int


def signature(secret: str, body: bytes, at: int) -> str:
    """The Stripe-Signature header; `at` is real time, which is what the SDK checks against."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def due(world: World) -> list[Delivery]:
    """What should be sent now, oldest first."""
    rows = world.store.db.execute(
        "SELECT seq, event, url, secret, attempts FROM deliveries WHERE state = 'waiting' AND not_before <= ?"
        " ORDER BY seq",
        (world.clock.now(),),
    )
    return [Delivery(*row) for row in rows]


def message(world: World, delivery: Delivery) -> tuple[bytes, dict[str, str]]:
    """Body and headers of one delivery."""
    event = world.get("event", delivery.event)
    body = json.dumps(event, indent=2).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "Stripe-Signature": signature(delivery.secret, body, int(time.time())),
    }
    return body, headers


def planned(world: World) -> list[Delivery]:
    """What to send now, after the ordered faults: some dropped, some late, some twice, some turned."""
    faults = world.faults
    kept: list[Delivery] = []
    turned: list[Delivery] = []
    for delivery in due(world):
        if delivery.attempts == 0 and faults.take("drop"):
            _mark(world, delivery, "dropped")
        elif delivery.attempts == 0 and faults.take("delay"):
            _postpone(world, delivery, faults.delay_s, attempts=0)
        elif delivery.attempts == 0 and faults.take("reorder"):
            turned.insert(0, delivery)
        else:
            kept.append(delivery)
            if faults.take("duplicate"):
                kept.append(delivery)
    return kept + turned


async def deliver(world: World, send: Send) -> int:
    """Send one round; returns how many were sent. Listeners that fail are tried again later."""
    plan = planned(world)
    for delivery in plan:
        body, headers = message(world, delivery)
        finish(world, delivery, await send(delivery.url, body, headers))
    return len(plan)


def finish(world: World, delivery: Delivery, good: bool) -> None:
    """Note the listener's verdict."""
    if good:
        event = world.get("event", delivery.event)
        event["pending_webhooks"] = max(event["pending_webhooks"] - 1, 0)
        world.save(event)
        _mark(world, delivery, "delivered")
    elif delivery.attempts < len(BACK_OFF_S):
        _postpone(world, delivery, BACK_OFF_S[delivery.attempts], attempts=delivery.attempts + 1)
    else:
        _mark(world, delivery, "given up")


def _mark(world: World, delivery: Delivery, state: str) -> None:
    world.store.db.execute("UPDATE deliveries SET state = ? WHERE seq = ?", (state, delivery.seq))


def _postpone(world: World, delivery: Delivery, seconds: int, *, attempts: int) -> None:
    world.store.db.execute(
        "UPDATE deliveries SET not_before = ?, attempts = ? WHERE seq = ?",
        (world.clock.now() + seconds, attempts, delivery.seq),
    )


def take(world: World) -> list[tuple[bytes, dict[str, str]]]:
    """Hand over this round's messages instead of sending them, for callers without a listening port."""
    taken: list[tuple[bytes, dict[str, str]]] = []
    for delivery in planned(world):
        taken.append(message(world, delivery))
        finish(world, delivery, True)
    return taken


def backlog(world: World) -> Json:
    """How many deliveries are in which state."""
    rows = world.store.db.execute("SELECT state, count(*) FROM deliveries GROUP BY state")
    return {str(state): int(count) for state, count in rows}
