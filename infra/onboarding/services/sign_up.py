"""A person signs a company up."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from infra.base import audit
from infra.onboarding.models import SignUp
from infra.onboarding.steps import STEPS
from tenants.directory import facade as directory
from tenants.identity import facade as identity


@dataclass(frozen=True, slots=True)
class Application:
    """What the form asks; `slug` empty lets us choose, `phone_number` is E.164 or empty."""

    company: str
    slug: str
    name: str
    email: str
    password: str
    country: str
    timezone: str
    locale: str
    phone_number: str = ""
    greeting: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class SignedUp:
    """`enter_url` signs the owner in once; `status_url` tells strangers who know it how far we are."""

    tenant: directory.TenantInfo
    enter_url: str
    status_url: str


def sign_up(asked: Application, *, now: datetime) -> SignedUp:
    """Enter company and owner and write down the steps to come; the caller starts them after commit.

    Raises SlugTaken, BadSlug, EmailTaken or WeakPassword; then nothing was made.
    """
    status = secrets.token_urlsafe(24)
    with transaction.atomic():
        tenant = directory.create_tenant(
            name=asked.company,
            slug=asked.slug or directory.propose_slug(asked.company),
            country=asked.country,
            timezone=asked.timezone,
            locale=asked.locale,
            now=now,
        )
        owner = identity.create_owner(
            tenant_key=tenant.key,
            email=asked.email,
            name=asked.name,
            password=asked.password,
            locale=asked.locale,
            now=now,
        )
        SignUp.objects.create(
            tenant_id=tenant.key,
            owner_id=owner.user_id,
            status_digest=digest(status),
            phone_number=asked.phone_number,
            greeting=asked.greeting,
            closed=asked.closed,
            created_at=now,
        )
        directory.plan_steps(tenant.key, [step.name for step in STEPS], now)
        actor = f"user:{owner.user_id}"
        audit.record(tenant_key=tenant.key, actor=actor, action="signed_up", subject=tenant.key, now=now)
        enter = identity.enter_url(tenant_key=tenant.key, user_id=owner.user_id, now=now)
    return SignedUp(tenant, enter, f"{settings.PUBLIC_BASE_URL}/api/v1/signup/{status}/provisioning")


def tenant_of_status(status: str) -> str | None:
    """The tenant whose sign-up this status ticket belongs to."""
    row = SignUp.objects.filter(status_digest=digest(status)).first()
    return row.tenant_id if row else None


def digest(text: str) -> str:
    """What is stored of a status ticket."""
    return hashlib.sha256(text.encode()).hexdigest()
