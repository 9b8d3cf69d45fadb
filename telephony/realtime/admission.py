"""Who may open the desk's socket: a signed-in member of the company whose host the page is on."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY

from tenants.directory.facade import tenant_by_host
from tenants.identity.facade import actor_for


@dataclass(frozen=True, slots=True)
class Admission:
    """A person in a company."""

    tenant_key: str
    user_id: int


async def admit(scope: Mapping[str, Any]) -> Admission | None:
    """The person and company of a handshake, or None for strangers, unknown hosts and suspended companies."""
    return await database_sync_to_async(_admit)(scope)


async def still_admitted(scope: Mapping[str, Any], admission: Admission) -> bool:
    """False once the person has signed out, was disabled, or lost the membership."""
    return await database_sync_to_async(_still)(scope, admission)


def _admit(scope: Mapping[str, Any]) -> Admission | None:
    tenant = tenant_by_host(_host(scope))
    if tenant is None or tenant.suspended:
        return None
    actor = actor_for(scope.get("user"), tenant.key)
    return Admission(tenant.key, actor.user_id) if actor else None


def _still(scope: Mapping[str, Any], admission: Admission) -> bool:
    # The scope's session is the one of the handshake; only the store knows of a sign-out since.
    stored = import_module(settings.SESSION_ENGINE).SessionStore(scope["session"].session_key)
    if not stored.get(BACKEND_SESSION_KEY):
        return False
    return actor_for(scope.get("user"), admission.tenant_key) is not None


def _host(scope: Mapping[str, Any]) -> str:
    headers = dict(scope.get("headers", ()))
    host: bytes = headers.get(b"host", b"")
    return host.decode("latin1").rsplit(":", 1)[0].lower()
