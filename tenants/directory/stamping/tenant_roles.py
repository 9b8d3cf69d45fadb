"""The two roles of a tenant: an owner of the tables, and a data role that may only read and write rows."""

from typing import Any

import psycopg
from psycopg import sql

from tenants.directory import roles

# GRANT … WITH INHERIT FALSE: the log-in role has none of these rights until it says SET ROLE.
_ROLES = """
CREATE ROLE {owner} NOLOGIN;
CREATE ROLE {data} NOLOGIN;
GRANT {owner} TO {migrator} WITH INHERIT FALSE, SET TRUE;
GRANT {data} TO {app} WITH INHERIT FALSE, SET TRUE;
GRANT {group} TO {data}
"""
_SCHEMA = """
CREATE SCHEMA {data} AUTHORIZATION {owner};
SET LOCAL ROLE {owner};
GRANT USAGE ON SCHEMA {data} TO {data};
ALTER DEFAULT PRIVILEGES IN SCHEMA {data} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {data};
ALTER DEFAULT PRIVILEGES IN SCHEMA {data} GRANT USAGE, SELECT ON SEQUENCES TO {data};
SET LOCAL ROLE NONE
"""


def make_roles(migrator: "psycopg.Connection[Any]", key: str) -> None:
    """Make the roles and the empty schema unless they are there; in the caller's transaction."""
    names = {
        "owner": sql.Identifier(roles.owner_of(key)),
        "data": sql.Identifier(key),
        "migrator": sql.Identifier(roles.MIGRATOR),
        "app": sql.Identifier(roles.APP),
        "group": sql.Identifier(roles.TENANT_GROUP),
    }
    if not migrator.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [key]).fetchone():
        _script(migrator, _ROLES, names)
    if not migrator.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [key]).fetchone():
        _script(migrator, _SCHEMA, names)


def drop_tenant(migrator: "psycopg.Connection[Any]", key: str) -> None:
    """Remove schema, rows and roles of a tenant for good; in the caller's transaction."""
    names = {"owner": sql.Identifier(roles.owner_of(key)), "data": sql.Identifier(key)}
    _script(migrator, "SET LOCAL ROLE {owner}; DROP SCHEMA {data} CASCADE; SET LOCAL ROLE NONE", names)
    _script(migrator, "DROP OWNED BY {owner}; DROP ROLE {owner}; DROP ROLE {data}", names)


def _script(migrator: "psycopg.Connection[Any]", text: str, names: dict[str, sql.Identifier]) -> None:
    statement = sql.SQL(text).format(**names)
    migrator.execute(statement)
