"""`python -m infra.dev.run`: start everything, watch it, stop everything."""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from infra.dev import addresses, places, services
from infra.dev.account import ServiceProblem
from infra.dev.run import greeting, plan, ports, prepare
from infra.dev.run.children import ChildDied, Children, stop_leftovers
from infra.dev.run.watch import Watch
from infra.dev.setup.progress import StepFailed, say

_START_S = 90
_PURPOSES = {
    "SEATLINE_PORT": "its web server",
    "SEATLINE_CARRIER_PORT": "the stand-in for the telephone network",
    "SEATLINE_BILLING_PORT": "the stand-in for the payment service",
}


class StopAsked(BaseException):
    """Somebody asked the launcher to stop (Ctrl-C, closed terminal, kill)."""


class AlreadyRunning(Exception):
    """Another launcher works in this state directory; the message names it."""


@contextmanager
def _only_one(state: Path) -> Iterator[None]:
    state.mkdir(parents=True, exist_ok=True)
    with (state / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            other = lock.read().strip()
            raise AlreadyRunning(
                f"Seatline already runs from this directory (process {other}): "
                f"use it, or stop it with Ctrl-C there or with: kill {other}"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn the first signal into StopAsked and ignore the impatient ones that follow."""
    kinds = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: FrameType | None) -> None:
        for kind in kinds:
            signal.signal(kind, signal.SIG_IGN)
        raise StopAsked

    for kind in kinds:
        signal.signal(kind, stop)
    yield


def _start(children: Children, started: list[plan.Child]) -> None:
    for child in started:
        say(f"· Starting {child.title} …")
        children.start(child)
    for child in started:
        where = child.port
        if where is not None and not children.wait_for(lambda: ports.answers(where), _START_S):  # noqa: B023
            raise ChildDied(
                f"{child.title} does not answer on port {where} after {_START_S} s; "
                f"see {children.log_of(child)}."
            )


def _run(state: Path, env: Mapping[str, str], children: Children) -> None:
    began = time.monotonic()
    for left in stop_leftovers(children.record):
        say(f"· Stopped a process that an earlier, killed run left behind: {left}")
    for variable, purpose in _PURPOSES.items():
        ports.require_free(addresses.port(variable), variable, purpose)
    say("· Starting PostgreSQL and Valkey …")
    services.start(state)
    _start(children, plan.stand_ins(state))
    prepare.database(places.PROJECT_DIR, children.logs, env)
    prepare.demo(places.PROJECT_DIR, children.logs, env)
    _start(children, plan.product(places.PROJECT_DIR, state))
    say(f"  started in {time.monotonic() - began:.0f} s; logs are in {children.logs}")
    say("\n".join(greeting.lines()))
    watch = Watch(children, services, state, say)
    while True:
        watch.look()
        time.sleep(0.2)


def main() -> int:
    """Run until stopped; 0 when stopped on request, 1 when something failed."""
    state = places.default_state()
    env = {**addresses.environment(), **os.environ, "DJANGO_SETTINGS_MODULE": "infra.config.settings.dev"}
    children = Children(state / "logs", state / "children.json", places.PROJECT_DIR, env)
    try:
        with _stoppable(), _only_one(state):
            try:
                _run(state, env, children)
            finally:
                for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(kind, signal.SIG_IGN)
                say("· Stopping …")
                children.stop()
                services.stop(state)
                say("· Everything is stopped.")
    except StopAsked:
        return 0
    except (AlreadyRunning, ChildDied, ports.PortTaken, ServiceProblem, StepFailed) as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
