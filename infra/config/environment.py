"""Reads settings from environment variables and turns addresses into what each library wants."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str = "") -> str:
    """The variable's value; the default when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes or on (any case)."""
    value = os.environ.get(name)
    return default if value in (None, "") else str(value).lower() in ("1", "true", "yes", "on")


def seconds(name: str, default: float) -> float:
    """A number of seconds above 0; raises SystemExit with a sentence for anything else."""
    value = os.environ.get(name) or str(default)
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number < 86_400:
        raise SystemExit(f"{name} is {value!r}, which is no number of seconds: give one like {default:g}.")
    return number


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list without blanks."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def missing(names: Sequence[str]) -> list[str]:
    """Those of the names that are unset or empty."""
    return [name for name in names if not os.environ.get(name)]


def database(url: str) -> dict[str, Any]:
    """Django's database settings for a libpq address (postgresql://user@host/name?host=/socket/dir)."""
    parts: dict[str, Any] = dict(conninfo_to_dict(url))
    known = {
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
    }
    return {**known, "ENGINE": "infra.base.postgres", "OPTIONS": parts, "CONN_MAX_AGE": None}


def broker(url: str) -> str:
    """Celery's spelling of a Redis address: kombu writes a Unix socket as redis+socket://."""
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url


def host_of(url: str) -> str:
    """Host name of an address, without port."""
    return urlsplit(url).hostname or ""
