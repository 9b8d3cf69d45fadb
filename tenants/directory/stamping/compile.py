"""Turns the tenant apps' migrations into SQL by running them once in a schema that is rolled back."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython

from tenants.directory.models import CompiledMigration
from tenants.directory.roles import as_migrator, migrator_settings
from tenants.directory.router import tenant_migrations

_READS = ("select", "with", "show")


@dataclass(frozen=True, slots=True)
class Compiled:
    """One migration as SQL."""

    app: str
    name: str
    position: int
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


class NotPortable(TypeError):
    """A migration of a tenant app runs Python, which cannot be stamped; write it as SQL."""


def disk_migrations() -> list[tuple[str, str]]:
    """(app, name) of every migration of the tenant apps in the order they must run."""
    return [(migration.app_label, migration.name) for migration in _plan()]


def compile_migrations() -> list[Compiled]:
    """Run every migration of the tenant apps in a scratch schema and keep the SQL; nothing stays behind.

    Running them, rather than asking Django for the SQL, lets it look up the names of constraints it drops.
    """
    with _scratch() as scratch, tenant_migrations():
        state = MigrationLoader(None, ignore_no_migrations=True).project_state([])
        found = []
        for position, migration in enumerate(_plan()):
            _refuse_python(migration)
            statements: list[str] = []
            with (
                scratch.execute_wrapper(_keep(statements)),
                scratch.schema_editor(atomic=False) as editor,
            ):
                state = migration.apply(state, editor)
            sql = ";\n".join(statement.strip().rstrip(";") for statement in statements)
            found.append(Compiled(migration.app_label, migration.name, position, sql))
        return found


def store_compiled() -> int:
    """Compile and store what is new or changed; returns how many migrations there are."""
    found = compile_migrations()
    with as_migrator():
        for migration in found:
            CompiledMigration.objects.update_or_create(
                app=migration.app,
                name=migration.name,
                defaults={
                    "position": migration.position,
                    "checksum": migration.checksum,
                    "sql": migration.sql,
                },
            )
    return len(found)


@lru_cache(maxsize=1)
def _plan() -> list[Migration]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = set(settings.TENANT_APPS)
    targets = [key for key in loader.graph.leaf_nodes() if key[0] in labels]
    order: dict[tuple[str, str], Migration] = {}
    for target in targets:
        for key in loader.graph.forwards_plan(target):
            if key[0] in labels:
                order.setdefault(key, loader.graph.nodes[key])
    return list(order.values())


@contextmanager
def _scratch() -> Iterator[BaseDatabaseWrapper]:
    settings_dict = {**connection.settings_dict, **migrator_settings()}
    scratch = type(connection._connections[connection._alias])(settings_dict, "default")  # type: ignore[attr-defined]
    try:
        scratch.set_autocommit(False)
        with scratch.cursor() as cursor:
            cursor.execute("CREATE SCHEMA scratch_of_compiler")
            cursor.execute("SET LOCAL search_path TO scratch_of_compiler, public")
        yield scratch
    finally:
        scratch.rollback()
        scratch.close()


def _keep(statements: list[str]) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        if not text.lstrip().lower().startswith(_READS):
            if params:
                raise NotPortable(f"A migration sends parameters apart from its SQL: {text[:80]}")
            statements.append(text)
        return execute(sql, params, many, context)

    return wrapper


def _refuse_python(migration: Migration) -> None:
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            raise NotPortable(f"{migration} runs Python; a migration of a tenant app must be SQL.")
