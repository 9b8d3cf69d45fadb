"""The one door into a tenant's schema; without it the database shows no tenant rows at all."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, ParamSpec, TypeVar

from celery import Task
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from psycopg import errors

from tenants.directory.keys import UnknownTenant, check_key
from tenants.directory.models import Tenant

__all__ = [
    "AlreadyInTenant",
    "NoTenant",
    "TenantTask",
    "UnknownTenant",
    "cache_key",
    "channel_group",
    "current_tenant",
    "each_tenant",
    "in_tenant",
    "in_tenant_async",
]

P = ParamSpec("P")
R = TypeVar("R")

_tenant: ContextVar[str | None] = ContextVar("tenant", default=None)
_threads = ThreadPoolExecutor(
    max_workers=getattr(settings, "DATABASE_THREADS", 4), thread_name_prefix="database"
)

# One round trip: EXECUTE on set_config is checked for the log-in role before the first call changes the role.
_ENTER = (
    "SELECT set_config('role', %s, true), set_config('search_path', %s, true),"
    " set_config('statement_timeout', %s, true)"
)
_LEAVE = "SELECT set_config('search_path', 'public', true), set_config('statement_timeout', %s, true)"
_STATEMENT_TIMEOUT = "15s"


class NoTenant(LookupError):
    """Tenant work was asked for outside in_tenant."""


class AlreadyInTenant(RuntimeError):
    """in_tenant was entered inside in_tenant: work of two tenants must not share a transaction."""


def current_tenant() -> str:
    """The key of the tenant this code works for; raises NoTenant outside in_tenant."""
    key = _tenant.get()
    if key is None:
        raise NoTenant("This works only for one tenant: wrap it in in_tenant(key).")
    return key


@contextmanager
def in_tenant(key: str) -> Iterator[str]:
    """Work for one tenant in one transaction (a savepoint inside an open one): its role, its schema.

    Raises UnknownTenant for a key that has no role, AlreadyInTenant when entered twice. On the way out the
    role and search path of an outer transaction are as they were, and commit hooks run outside the tenant.
    """
    check_key(key)
    refuse_nesting(key)
    outer = connection.in_atomic_block
    with transaction.atomic():
        _enter(key)
        token = _tenant.set(key)
        try:
            yield key
        finally:
            _tenant.reset(token)
        # After an error the roll-back undoes SET LOCAL; after the outermost block the commit does.
        if outer and not connection.needs_rollback:
            leave()


def refuse_nesting(key: str) -> None:
    """Raises AlreadyInTenant inside a tenant, whichever it is."""
    if _tenant.get() is not None:
        raise AlreadyInTenant(f"Already working for {_tenant.get()}; leave it before entering {key}.")


async def in_tenant_async(key: str, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `fn` inside in_tenant on a database thread; a coroutine itself never holds a tenant open."""

    def work() -> R:
        close_old_connections()
        try:
            with in_tenant(key):
                return fn(*args, **kwargs)
        finally:
            close_old_connections()

    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, copy_context().run, work)


def each_tenant() -> Iterator[str]:
    """The keys of all tenants whose schema is in use, in the order of their keys; enter each yourself."""
    states = [Tenant.State.ACTIVE, Tenant.State.SUSPENDED]
    keys = list(Tenant.objects.filter(state__in=states).order_by("key").values_list("key", flat=True))
    yield from keys


class TenantTask(Task):  # type: ignore[misc]
    """Base of Celery tasks that work for a tenant: the first argument is its key, the body is inside it.

    `@shared_task(base=TenantTask)`; a missing or malformed key raises UnknownTenant before the body runs.
    """

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key = check_key(args[0] if args else kwargs.get("tenant_key"))
        with in_tenant(key):
            return self.run(*args, **kwargs)


def channel_group(tenant_key: str, *parts: object) -> str:
    """Name of a channel-layer group of one tenant; raises UnknownTenant without one."""
    return ".".join([check_key(tenant_key), *map(str, parts)])


def cache_key(tenant_key: str, *parts: object) -> str:
    """Name of a cache entry of one tenant; raises UnknownTenant without one."""
    return ":".join([check_key(tenant_key), *map(str, parts)])


def _enter(key: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [key, f"{key}, public", _STATEMENT_TIMEOUT])
    except DatabaseError as error:
        if isinstance(error.__cause__, errors.InvalidParameterValue | errors.InsufficientPrivilege):
            raise UnknownTenant(f"There is no tenant {key}.") from error
        raise


def leave() -> None:
    """Give the rest of the open transaction back to nobody in particular."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(_LEAVE, ["0"])
