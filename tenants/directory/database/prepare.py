"""From an empty PostgreSQL to a database the product can log in to; every step may be repeated."""

from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from tenants.directory import roles
from tenants.directory.stamping.compile import store_compiled

_HERE = Path(__file__).parent
_ROLES = {
    roles.MIGRATOR: "LOGIN CREATEROLE",
    roles.APP: "LOGIN NOINHERIT",
    roles.TENANT_GROUP: "NOLOGIN",
}
_PASSWORDS = {roles.MIGRATOR: "MIGRATOR_DATABASE_URL", roles.APP: "DATABASE_URL"}


def prepare(*, verbosity: int = 1) -> None:
    """Make roles, database, extensions, public tables and guards, and compile the tenant migrations."""
    name = connection.settings_dict["NAME"]
    with roles.connect_bootstrap("postgres") as server:
        # Roles belong to the whole server: two databases may be prepared at once, by two test runs say.
        server.execute("SELECT pg_advisory_lock(hashtext('seatline prepare_database'))")
        make_login_roles(server)
        make_database(server, name)
    with roles.connect_bootstrap(name) as database:
        database.execute((_HERE / "bootstrap.sql").read_bytes())
    with roles.as_migrator():
        call_command("migrate", interactive=False, verbosity=verbosity)
    with roles.connect_migrator(autocommit=True) as migrator:
        migrator.execute((_HERE / "guards.sql").read_bytes())
    store_compiled()


def make_login_roles(server: "psycopg.Connection[Any]") -> None:
    """The three roles every database of this server shares."""
    for name, options in _ROLES.items():
        verb = "ALTER" if _exists(server, "pg_roles", "rolname", name) else "CREATE"
        server.execute(sql.SQL(f"{verb} ROLE {{}} {options}").format(sql.Identifier(name)))
        password = roles.password_of(_PASSWORDS[name]) if name in _PASSWORDS else None
        if password:
            server.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(password))
            )
    server.execute(
        sql.SQL("GRANT {} TO {} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE").format(
            sql.Identifier(roles.TENANT_GROUP), sql.Identifier(roles.MIGRATOR)
        )
    )


def make_database(server: "psycopg.Connection[Any]", name: str) -> None:
    """The database, owned by the migrator and closed to roles that are not ours."""
    if not _exists(server, "pg_database", "datname", name):
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    statements = (
        "ALTER DATABASE {name} OWNER TO {migrator}",
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {name} TO {app}",
    )
    for statement in statements:
        server.execute(
            sql.SQL(statement).format(
                name=sql.Identifier(name),
                migrator=sql.Identifier(roles.MIGRATOR),
                app=sql.Identifier(roles.APP),
            )
        )


def _exists(server: "psycopg.Connection[Any]", table: str, column: str, value: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    return server.execute(query, [value]).fetchone() is not None
