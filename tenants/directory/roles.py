"""Names of the database roles and the migrator's own connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

APP = "seatline_app"
MIGRATOR = "seatline_migrator"
TENANT_GROUP = "seatline_tenant"


def owner_of(key: str) -> str:
    """The role that owns the tables of a tenant; only the migrator may become it."""
    return f"{key}_own"


def connect_migrator(*, autocommit: bool = False) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection of its own to the database in use, as the role that may change schemas."""
    return psycopg.connect(
        _url("MIGRATOR_DATABASE_URL"), dbname=connection.settings_dict["NAME"], autocommit=autocommit
    )


def connect_bootstrap(database: str | None = None) -> "psycopg.Connection[tuple[Any, ...]]":
    """A superuser's connection, in autocommit, to `database` or to the one in use."""
    name = database or connection.settings_dict["NAME"]
    return psycopg.connect(_url("BOOTSTRAP_DATABASE_URL"), dbname=name, autocommit=True)


@contextmanager
def as_migrator() -> Iterator[None]:
    """Django's own connection logs in as the migrator while this is open, and may run scripts."""
    if connection.in_atomic_block:
        raise RuntimeError("The log-in role cannot change inside a transaction.")
    connection.close()
    before = connection.settings_dict
    connection.settings_dict = {**before, **migrator_settings()}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before


def migrator_settings() -> dict[str, Any]:
    """The members of Django's database settings that differ for the migrator."""
    parts = conninfo_to_dict(_url("MIGRATOR_DATABASE_URL"))
    return {
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "OPTIONS": {**connection.settings_dict["OPTIONS"], "scripts": True},
    }


def password_of(setting: str) -> str | None:
    """The password in an address of the settings, if it has one."""
    value = conninfo_to_dict(_url(setting)).get("password")
    return str(value) if value else None


def _url(name: str) -> str:
    url = getattr(settings, name, "")
    if not url:
        raise ImproperlyConfigured(f"{name} is not set; it is needed to make or change database schemas.")
    return str(url)
