"""Keeps tenant apps out of the public schema and public apps out of tenant schemas."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings

_compiling: ContextVar[bool] = ContextVar("compiling_tenant_migrations", default=False)


@contextmanager
def tenant_migrations() -> Iterator[None]:
    """While this is open, migrations make tables of tenant apps and of nothing else."""
    token = _compiling.set(True)
    try:
        yield
    finally:
        _compiling.reset(token)


class SchemaRouter:
    """The database router of settings.DATABASE_ROUTERS."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Tenant apps only while their migrations are compiled, all others only otherwise."""
        return (app_label in settings.TENANT_APPS) == _compiling.get()
