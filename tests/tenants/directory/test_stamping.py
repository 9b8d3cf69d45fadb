"""Schemas are made and changed all or nothing, and a broken run is taken up where it stopped."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.errors import LockNotAvailable

from tenants.directory import facade, roles
from tenants.directory.context import in_tenant
from tenants.directory.database.prepare import prepare
from tenants.directory.models import CompiledMigration, SchemaState
from tenants.directory.stamping.compile import disk_migrations, store_compiled
from tenants.directory.stamping.migrate_all import migrate_all
from tenants.directory.stamping.stamp import ChangedMigration, stamp
from tests.tenants.database import fresh_tenant


@pytest.fixture
def live(live_tenant: str) -> str:
    """A committed tenant; the test works outside any transaction."""
    return live_tenant


@contextmanager
def _one_more(sql: str) -> Iterator[None]:
    """A release with one more migration, whose SQL is `sql`; taken back at the end."""
    with roles.as_migrator():
        CompiledMigration.objects.create(app="crm", name="9999_test", position=9999, checksum="1", sql=sql)
    try:
        yield
    finally:
        with roles.as_migrator():
            SchemaState.objects.filter(name="9999_test").delete()
            CompiledMigration.objects.filter(name="9999_test").delete()


def _applied(key: str) -> int:
    return SchemaState.objects.filter(tenant_id=key).count()


def _tables(key: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [key])
        return {row[0] for row in cursor.fetchall()}


def test_a_stamped_schema_is_complete_and_stamping_again_does_nothing(live: str) -> None:
    assert _applied(live) == len(disk_migrations())
    assert {"telephony_call", "crm_contact"} <= _tables(live)
    assert facade.stamp_schema(live) == 0


def test_all_schemas_are_alike(live: str) -> None:
    assert _tables(live) == _tables(fresh_tenant())


def test_a_migration_reaches_every_tenant_and_those_in_use(live: str) -> None:
    with _one_more("CREATE TABLE extra (a int)"):
        assert stamp(live) == 1
        with in_tenant(live), connection.cursor() as cursor:
            cursor.execute("INSERT INTO extra VALUES (1)")
        assert stamp(live) == 0


def test_a_broken_migration_leaves_nothing_behind_and_stops_nobody_else(live: str) -> None:
    other = fresh_tenant()
    before = _applied(live)
    with roles.connect_migrator() as migrator:
        migrator.execute(f'SET ROLE "{roles.owner_of(live)}"')
        migrator.execute(f'CREATE TABLE "{live}".extra (a int)')
    with _one_more("CREATE TABLE before_extra (a int); CREATE TABLE extra (a int)"):
        outcomes = {outcome.key: outcome for outcome in migrate_all([live, other], run=stamp)}
        assert "already exists" in outcomes[live].error
        assert (outcomes[other].ran, outcomes[other].error) == (1, "")
        assert _applied(live) == before
        assert "before_extra" not in _tables(live)


def test_killed_between_two_tenants_the_next_run_does_the_rest(live: str) -> None:
    other = fresh_tenant()
    with _one_more("CREATE TABLE extra (a int)"):
        first = next(migrate_all([live, other], run=stamp))
        assert (first.key, first.ran) == (live, 1)
        assert [outcome.ran for outcome in migrate_all([live, other], run=stamp)] == [0, 1]


def test_a_locked_table_is_tried_again_and_then_said(live: str) -> None:
    tries: list[str] = []

    def locked(key: str) -> int:
        tries.append(key)
        raise LockNotAvailable("canceling statement due to lock timeout")

    outcome = next(migrate_all([live], run=locked))
    assert (len(tries), outcome.error) == (3, "canceling statement due to lock timeout")


def test_rewritten_history_is_refused(live: str) -> None:
    with _one_more("CREATE TABLE extra (a int)"):
        stamp(live)
        with roles.as_migrator():
            CompiledMigration.objects.filter(name="9999_test").update(checksum="2")
        with pytest.raises(ChangedMigration, match="9999_test"):
            stamp(live)


def test_the_commands_may_be_repeated(live: str) -> None:
    prepare(verbosity=0)
    assert store_compiled() == len(disk_migrations())
    call_command("migrate_tenants", live)
    with pytest.raises(CommandError, match="not migrated"):
        call_command("migrate_tenants", "t_short")


def test_public_has_no_tenant_tables_and_tenants_no_public_ones(live: str) -> None:
    prefixes = {table.split("_")[0] for table in _tables(live)}
    assert prefixes <= {"crm", "telephony", "reporting"}
    assert not {
        table for table in _tables("public") if table.split("_")[0] in ("crm", "telephony", "reporting")
    }


def test_the_product_cannot_change_a_schema(live: str) -> None:
    for statement in (
        "CREATE TABLE mine (a int)",
        "DROP TABLE telephony_call",
        "ALTER TABLE telephony_call ADD a int",
    ):
        with pytest.raises(Exception, match=r"permission denied|must be owner"), in_tenant(live):
            _execute(statement)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
