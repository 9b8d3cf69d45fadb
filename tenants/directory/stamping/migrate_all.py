"""Brings every tenant's schema up to date, one transaction each, and goes on past those that fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from tenants.directory.models import Tenant
from tenants.directory.stamping.compile import store_compiled
from tenants.directory.stamping.stamp import stamp

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """`ran` migrations in the tenant's schema; `error` is empty when all went well."""

    key: str
    ran: int
    error: str = ""


def migrate_all(keys: list[str] | None = None, run: Callable[[str], int] = stamp) -> Iterator[Outcome]:
    """Stamp each tenant (all but closed ones, or `keys`); killed half-way, the next run does what is left."""
    store_compiled()
    if keys is None:
        open_ones = Tenant.objects.exclude(state=Tenant.State.CLOSED)
        keys = list(open_ones.order_by("key").values_list("key", flat=True))
    for key in keys:
        yield _migrate(key, run)


def _migrate(key: str, run: Callable[[str], int]) -> Outcome:
    error = ""
    for _ in range(_TRIES):
        try:
            return Outcome(key, run(key))
        except psycopg.errors.LockNotAvailable as locked:
            error = str(locked)
        except Exception as failure:
            return Outcome(key, 0, f"{type(failure).__name__}: {failure}")
    return Outcome(key, 0, error)
