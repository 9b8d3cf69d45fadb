"""Makes or completes one tenant's schema in one transaction."""

from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from tenants.directory import roles
from tenants.directory.keys import check_key
from tenants.directory.stamping.compile import disk_migrations, store_compiled
from tenants.directory.stamping.tenant_roles import make_roles

Pending = list[tuple[str, str, str, str]]

_PENDING = """
SELECT c.app, c.name, c.checksum, c.sql
FROM directory_compiledmigration c
LEFT JOIN directory_schemastate s ON s.app = c.app AND s.name = c.name AND s.tenant_id = %s
WHERE s.id IS NULL ORDER BY c.position
"""
_CHANGED = """
SELECT string_agg(c.app || '.' || c.name, ', ') FROM directory_compiledmigration c
JOIN directory_schemastate s ON s.app = c.app AND s.name = c.name AND s.checksum <> c.checksum
WHERE s.tenant_id = %s
"""
_LEDGER = """
INSERT INTO directory_schemastate (tenant_id, app, name, checksum, applied_at)
VALUES (%s, %s, %s, %s, clock_timestamp())
"""


class ChangedMigration(RuntimeError):
    """A migration that already ran in a schema reads differently now."""


def stamp(key: str) -> int:
    """Make the tenant's roles and schema and run every migration that is missing there.

    All or nothing, and safe to repeat; returns how many migrations ran. Raises LockNotAvailable (psycopg)
    when a table of the tenant stays locked for two seconds, ChangedMigration when history was rewritten.
    """
    check_key(key)
    ensure_compiled()
    with roles.connect_migrator() as migrator:
        migrator.execute("SET LOCAL lock_timeout = '2s'")
        migrator.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
        make_roles(migrator, key)
        _refuse_changed(migrator, key)
        pending: Pending = migrator.execute(_PENDING, [key]).fetchall()
        if pending:
            _run(migrator, key, pending)
    return len(pending)


def ensure_compiled() -> None:
    """Compile the tenant apps' migrations if some are not stored yet (or were removed and added)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM directory_compiledmigration")
        stored = set(cursor.fetchall())
    if not stored.issuperset(disk_migrations()):
        store_compiled()


def _refuse_changed(migrator: "psycopg.Connection[Any]", key: str) -> None:
    row = migrator.execute(_CHANGED, [key]).fetchone()
    if row and row[0]:
        raise ChangedMigration(
            f"{row[0]} was changed after it ran in {key}. Undo the change and add a migration; on a machine "
            "with nothing to keep, delete the state directory and start anew."
        )


def _run(migrator: "psycopg.Connection[Any]", key: str, pending: Pending) -> None:
    body = ";\n".join(text for *_, text in pending if text)
    enter = sql.SQL("SET LOCAL ROLE {}; SET LOCAL search_path TO {}, public;\n").format(
        sql.Identifier(roles.owner_of(key)), sql.Identifier(key)
    )
    leave = ";\nSET LOCAL ROLE NONE; SET LOCAL search_path TO public"
    migrator.execute((enter.as_string(migrator) + body + leave).encode())
    migrator.cursor().executemany(_LEDGER, [(key, app, name, checksum) for app, name, checksum, _ in pending])
