"""Django's PostgreSQL backend whose cursor never sends more than one statement at a time."""

from typing import Any

from django.db.backends.postgresql import base as postgresql
from psycopg._queries import PostgresQuery


class ExtendedCursor(postgresql.Cursor):
    """Binds on the client as Django wants, but sends with Parse/Bind/Execute.

    The extended protocol refuses a string of several statements, so an injected `; SET ROLE …` is an error.
    `_execute_send` is private to psycopg: psycopg is pinned and tests/tenants/isolation proves this override.
    """

    def _execute_send(
        self, query: PostgresQuery, *, force_extended: bool = False, binary: bool | None = None
    ) -> None:
        super()._execute_send(query, force_extended=True, binary=binary)  # type: ignore[misc]


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """OPTIONS may say `scripts: True` to allow several statements per string: for the migrator only."""

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        if not params.pop("scripts", False):
            params["cursor_factory"] = ExtendedCursor
        return params
