"""The test session's database: made by the product's own commands, thrown away at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import psycopg
from django.db import DatabaseError, connection, connections
from psycopg import sql

from infra.dev import places, services
from tenants.directory import facade, roles
from tenants.directory.database.prepare import prepare
from tenants.directory.keys import new_key
from tenants.directory.models import Tenant

ACME = "t_acme000000000000"
GLOBEX = "t_globex0000000000"
_BORN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@contextmanager
def prepared() -> Iterator[None]:
    """Django's connection points at a fresh database with both tenants while this is open."""
    start_services()
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name_of_session()
    _drop(connection.settings_dict["NAME"])
    try:
        prepare(verbosity=0)
        with roles.connect_bootstrap("postgres") as server:
            # The two roles are the same in every test database of this server.
            server.execute("SELECT pg_advisory_lock(hashtext('seatline test tenants'))")
            stamp_tenant(ACME, "acme", "Acme", "US", "America/New_York", "en")
            stamp_tenant(GLOBEX, "globex", "Globex", "CN", "Asia/Shanghai", "zh-hans")
        yield
    finally:
        left = _left_behind()
        connections.close_all()
        _drop(connection.settings_dict["NAME"])
        _drop_roles(left)
        connection.settings_dict["NAME"] = before


def start_services() -> None:
    """Start the embedded services of the tests unless DATABASE_URL names others."""
    embedded = places.urls(places.test_state())
    given = {"DATABASE_URL": embedded.database, "REDIS_URL": embedded.redis}
    # The test settings have put the embedded addresses into the environment; those are not "given".
    ours = {name for name, url in given.items() if os.environ.get(name) == url}
    for name in ours:
        del os.environ[name]
    try:
        services.start(places.test_state(), fast=True)
    finally:
        os.environ.update({name: given[name] for name in ours})


def name_of_session() -> str:
    """SEATLINE_TEST_DB, or a name of this process, so that runs side by side never meet."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    given = os.environ.get("SEATLINE_TEST_DB")
    return f"{given}{worker}" if given else f"test_seatline_{os.getpid()}"


def stamp_tenant(key: str, slug: str, name: str, country: str, timezone: str, locale: str) -> str:
    """An active tenant with an empty, complete schema."""
    facade.create_tenant(
        key=key,
        slug=slug,
        name=name,
        country=country,
        timezone=timezone,
        locale=locale,
        now=_BORN,
        state=Tenant.State.ACTIVE,
    )
    facade.stamp_schema(key)
    return key


def fresh_tenant() -> str:
    """One more tenant, committed; refuses to work inside a test's transaction."""
    if connection.in_atomic_block:
        raise RuntimeError("live_tenant cannot be used together with db, acme or globex.")
    key = new_key()
    return stamp_tenant(key, f"live-{key[2:]}", f"Live {key[2:]}", "US", "America/New_York", "en")


def _left_behind() -> list[str]:
    with suppress(DatabaseError):
        return list(Tenant.objects.exclude(key__in=[ACME, GLOBEX]).values_list("key", flat=True))
    return []


def _drop(name: str) -> None:
    with roles.connect_bootstrap("postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_roles(keys: list[str]) -> None:
    with roles.connect_bootstrap("postgres") as server:
        for key in keys:
            for role in (key, roles.owner_of(key)):
                with suppress(psycopg.Error):
                    server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
