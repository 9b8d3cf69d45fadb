"""Enters a new customer company into the directory."""

import re
import secrets
from datetime import datetime
from string import ascii_lowercase

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from infra.base.problems import Refusal
from tenants.directory.keys import new_key
from tenants.directory.models import Domain, Tenant
from tenants.directory.models.tenant import SLUG_PATTERN
from tenants.directory.tenant_info import TenantInfo, info

RESERVED = frozenset(
    ["www", "api", "admin", "app", "help", "status", "mail", "static", "hooks", "ws", "public", "support"]
)


class SlugTaken(Refusal):
    """Another company has this address."""

    code = "slug_taken"
    status = 409
    detail = "This address is taken. Choose another one."
    field = "slug"


class BadSlug(Refusal):
    """The address has letters a host name cannot have."""

    code = "bad_slug"
    status = 400
    detail = (
        "An address has 3 to 40 letters a-z, digits and hyphens, and does not begin or end with a hyphen."
    )
    field = "slug"


def host_of(slug: str) -> str:
    """The host name (without port) of a company's own address."""
    return f"{slug}.{settings.PUBLIC_DOMAIN}"


def slug_state(slug: str) -> str:
    """`free`, `taken` or `bad`."""
    if not re.fullmatch(SLUG_PATTERN, slug):
        return "bad"
    if slug in RESERVED or Domain.objects.filter(host=host_of(slug)).exists():
        return "taken"
    return "taken" if Tenant.objects.filter(slug=slug).exists() else "free"


def propose_slug(name: str) -> str:
    """A free address made from a company's name; `company-` and four letters where it has no Latin one."""
    stem = slugify(name)[:32].strip("-")
    if not stem:
        return next(slug for slug in iter(_neutral_slug, "") if slug_state(slug) == "free")
    stem = stem if len(stem) >= 3 else f"{stem}-company"
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 1000))
    return next(slug for slug in candidates if slug_state(slug) == "free")


def _neutral_slug() -> str:
    # Chosen by chance, so that nobody learns how many such companies there are.
    return "company-" + "".join(secrets.choice(ascii_lowercase) for _ in range(4))


def create_tenant(
    *,
    name: str,
    slug: str,
    country: str,
    timezone: str,
    locale: str,
    now: datetime,
    key: str | None = None,
    state: str = Tenant.State.PROVISIONING,
) -> TenantInfo:
    """Enter a company and its host name; raises BadSlug or SlugTaken. Its schema comes by stamp_schema."""
    found = slug_state(slug)
    if found != "free":
        raise BadSlug() if found == "bad" else SlugTaken()
    tenant = Tenant(
        key=key or new_key(),
        slug=slug,
        name=name,
        state=state,
        country=country.upper(),
        timezone=timezone,
        locale=locale,
        created_at=now,
    )
    try:
        with transaction.atomic():
            tenant.save(force_insert=True)
            Domain.objects.create(host=host_of(slug), tenant=tenant)
    except IntegrityError:
        raise SlugTaken() from None
    return info(tenant, host_of(slug))
