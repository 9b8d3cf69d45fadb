"""The embedded services start, keep their data through a kill, and come back without a human."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from infra.dev import places, services


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for given in ("DATABASE_URL", "REDIS_URL", "MIGRATOR_DATABASE_URL", "BOOTSTRAP_DATABASE_URL"):
        monkeypatch.delenv(given, raising=False)
    yield tmp_path
    services.remove(tmp_path)


def _postmaster(bootstrap: str) -> int:
    with psycopg.connect(bootstrap) as connection:
        asked = "SELECT pg_read_file('postmaster.pid')"
        row = connection.execute(asked).fetchone()
    assert row is not None
    return int(row[0].split()[0])


def _valkey(url: str) -> int:
    return int(redis.Redis.from_url(url).info("server")["process_id"])


def test_a_kill_loses_no_data_and_needs_no_human(state: Path) -> None:
    urls = services.start(state)
    with psycopg.connect(urls.bootstrap) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('still here')")
    os.kill(_postmaster(urls.bootstrap), signal.SIGKILL)
    os.kill(_valkey(urls.redis), signal.SIGKILL)

    assert services.start(state) == urls
    with psycopg.connect(urls.bootstrap) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("still here",)]
    assert redis.Redis.from_url(urls.redis).ping()

    services.stop(state)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(urls.bootstrap)
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(urls.redis).ping()


def test_what_is_given_is_not_started(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/seatline")
    monkeypatch.setenv("REDIS_URL", "redis://cache.example/0")
    urls = services.start(state)
    assert (urls.database, urls.redis) == ("postgresql://app@db.example/seatline", "redis://cache.example/0")
    assert not (state / "postgres").exists()
    assert not (places.ROOT_DATA_DIR / places.state_key(state)).exists()
