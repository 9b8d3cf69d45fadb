"""A sign-up as plain data, for the steps that carry it out."""

from dataclasses import dataclass

from infra.onboarding.models import SignUp


@dataclass(frozen=True, slots=True)
class Order:
    """What a company is set up from; `phone_number` is E.164 or empty for none."""

    tenant_key: str
    company: str
    country: str
    timezone: str
    locale: str
    owner_id: int
    owner_name: str
    email: str
    phone_number: str
    greeting: str
    closed: str


def order_of(tenant_key: str) -> Order:
    """The order of a tenant; raises SignUp.DoesNotExist for one that did not sign up (samples)."""
    row = SignUp.objects.select_related("tenant", "owner").get(tenant_id=tenant_key)
    return Order(
        tenant_key=tenant_key,
        company=row.tenant.name,
        country=row.tenant.country,
        timezone=row.tenant.timezone,
        locale=row.tenant.locale,
        owner_id=row.owner_id,
        owner_name=row.owner.name,
        email=row.owner.email,
        phone_number=row.phone_number,
        greeting=row.greeting,
        closed=row.closed,
    )
