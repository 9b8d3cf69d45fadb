"""Members of tenants, signed in at their tenant's host."""

from itertools import count
from typing import Any

from rest_framework.test import APIClient

from infra.kit import clock
from tenants.directory import facade as directory
from tenants.identity.actor import Actor
from tenants.identity.models import Membership, User
from tenants.identity.selectors import actor_for

_numbers = count(1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "correct horse battery staple"


class TenantClient(APIClient):
    """Speaks JSON to one tenant's host as one person; `user` and `actor` tell who."""

    default_format = "json"
    user: User
    actor: Actor


def member(tenant_key: str, role: str = "owner", **fields: Any) -> User:
    """A new person with this role in the tenant."""
    number = next(_numbers)
    fields.setdefault("email", f"{role}{number}@{tenant_key[2:]}.example")
    fields.setdefault("name", f"{role.title()} {number}")
    user = User.objects.create_user(password=PASSWORD, **fields)
    Membership.objects.create(
        user=user, tenant_id=tenant_key, role=role, created_at=clock.now(), accepted_at=clock.now()
    )
    return user


def client_of(tenant_key: str, role: str = "owner", user: User | None = None) -> TenantClient:
    """A client signed in at the tenant's host, as `user` or as a new member with this role."""
    person = user or member(tenant_key, role)
    client = TenantClient(HTTP_HOST=directory.tenant_by_key(tenant_key).host)
    client.force_login(person, backend=BACKEND)
    client.user = person
    actor = actor_for(person, tenant_key)
    if actor is not None:
        client.actor = actor
    return client


def stranger_at(tenant_key: str) -> TenantClient:
    """A client at the tenant's host that is not signed in."""
    return TenantClient(HTTP_HOST=directory.tenant_by_key(tenant_key).host)
