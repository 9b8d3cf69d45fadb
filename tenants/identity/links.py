"""Addresses that let a person into a company's host."""

from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from tenants.directory import facade as directory
from tenants.identity.models import Ticket
from tenants.identity.services import tickets


def base_url(tenant_key: str) -> str:
    """Scheme, host and port of a company, without a trailing slash."""
    public = urlsplit(settings.PUBLIC_BASE_URL)
    port = f":{public.port}" if public.port else ""
    return f"{public.scheme}://{directory.tenant_by_key(tenant_key).host}{port}"


def enter_url(*, tenant_key: str, user_id: int, now: datetime) -> str:
    """A one-time address that signs the person in at the company's host; good for 30 minutes."""
    purpose = Ticket.Purpose.ENTER
    text = tickets.issue(user_id=user_id, tenant_key=tenant_key, purpose=purpose, now=now)
    return f"{base_url(tenant_key)}/enter?{urlencode({'ticket': text})}"


def join_url(*, tenant_key: str, ticket: str) -> str:
    """The address at which an invited person chooses a password; good for 7 days."""
    return f"{base_url(tenant_key)}/join?{urlencode({'ticket': ticket})}"
