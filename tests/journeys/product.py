"""Runs the whole product as `make run` does, on ports and data of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any, LiteralString
from urllib.request import urlopen

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from infra.dev import places

MARKS = {
    "web": "uvicorn", "worker": "celery:app worker", "beat": "celery:app beat", "timers": "run_timers",
    "carrier": "telephony.simulator", "billing": "billing.simulator",
}  # fmt: skip
"""What the command line of each process contains."""
PROJECT = Path(__file__).resolve().parents[2]
START_S = 240


@dataclass
class Product:
    """A running Seatline; `web`, `carrier` and `billing` are port numbers."""

    web: int
    carrier: int
    billing: int
    state: Path
    said: list[str] = field(default_factory=list)

    def site(self, slug: str = "") -> str:
        """Address of the public site, or of one company."""
        return f"http://{slug + '.' if slug else ''}localhost:{self.web}"

    @property
    def carrier_api(self) -> str:
        """Where the carrier stand-in answers."""
        return f"http://127.0.0.1:{self.carrier}"

    def ledger(self) -> dict[str, Any]:
        """What the carrier wrote down."""
        with urlopen(f"{self.carrier_api}/control/ledger", timeout=10) as answer:
            return dict(json.load(answer))

    def pid(self, name: str) -> int:
        """The process that runs now as one of MARKS, or as `valkey`."""
        if name == "valkey":
            with redis.Redis.from_url(places.urls(self.state).redis, retry=Retry(NoBackoff(), 0)) as valkey:
                return int(valkey.info()["process_id"])
        running = json.loads((self.state / "children.json").read_text())
        (found,) = [int(pid) for pid, command in running.items() if MARKS[name] in command]
        return found

    def kill(self, name: str) -> None:
        """End it without a chance to say goodbye."""
        os.kill(self.pid(name), signal.SIGKILL)

    @contextmanager
    def nobody_starts_it_again(self) -> Iterator[None]:
        """The launcher stands still, so that what is killed stays away."""
        launcher = int((self.state / "run.lock").read_text())
        os.kill(launcher, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(launcher, signal.SIGCONT)

    def rows(self, query: LiteralString, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds in the product's database."""
        with psycopg.connect(places.urls(self.state).bootstrap) as database:
            return database.execute(query, values).fetchall()

    def wait_until_said(self, caller: str, text: str, seconds: float = 30) -> None:
        """Wait until the carrier says this to the caller's leg. Raises AssertionError when it does not."""
        end = monotonic() + seconds
        while monotonic() < end:
            calls = [call for call in self.ledger()["calls"] if call["from"] == caller]
            said = [event.get("text", "") for call in calls for event in call["events"]]
            if any(text in each for each in said):
                return
            Event().wait(0.3)
        raise AssertionError(f"{caller} did not hear {text!r}")


@contextmanager
def running() -> Iterator[Product]:
    """The product from its first process to its last; its data go with it."""
    state = Path(tempfile.mkdtemp(prefix="seatline-journey-"))
    web, carrier, billing = _free_ports(3)
    product = Product(web, carrier, billing, state)
    process = _start(product)
    try:
        _wait_until_ready(process, product)
        yield product
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        remove = ["-m", "infra.dev.services", "remove", "--state", str(state)]
        subprocess.run([sys.executable, *remove], cwd=PROJECT, check=False)
        shutil.rmtree(state, ignore_errors=True)


def _start(product: Product) -> subprocess.Popen[str]:
    ports = {
        "SEATLINE_PORT": product.web,
        "SEATLINE_CARRIER_PORT": product.carrier,
        "SEATLINE_BILLING_PORT": product.billing,
    }
    # What points the test process at its own services must not leak into the product's.
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment = {
        **kept,
        **{name: str(port) for name, port in ports.items()},
        "SEATLINE_STATE": str(product.state),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "infra.dev.run"],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


_OURS = {
    "DATABASE_URL", "MIGRATOR_DATABASE_URL", "BOOTSTRAP_DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE",
    "PUBLIC_BASE_URL", "PUBLIC_DOMAIN", "CARRIER_API_BASE", "CARRIER_SIGNALLING", "CARRIER_PHONE_URL",
    "CARRIER_SIGNALLING_INSECURE", "CARRIER_ACCOUNT_SID", "CARRIER_AUTH_TOKEN", "STRIPE_API_BASE",
    "STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "RECONCILE_EVERY_S",
}  # fmt: skip


def _wait_until_ready(process: subprocess.Popen[str], product: Product) -> None:
    ready = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            product.said.append(line)
            if line.startswith("Seatline runs."):
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    assert ready.wait(START_S), "".join(product.said)
    assert process.poll() is None, "".join(product.said)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
