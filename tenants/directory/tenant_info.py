"""What the rest of the product may know of a tenant."""

from dataclasses import dataclass
from datetime import datetime

from tenants.directory.models import Tenant


@dataclass(frozen=True, slots=True)
class TenantInfo:
    """`state` is provisioning, active, suspended or closed; `locale` is en or zh-hans."""

    key: str
    slug: str
    name: str
    state: str
    country: str
    timezone: str
    locale: str
    created_at: datetime
    host: str

    @property
    def suspended(self) -> bool:
        return self.state in (Tenant.State.SUSPENDED, Tenant.State.CLOSED)


def info(tenant: Tenant, host: str) -> TenantInfo:
    """The row as plain data; `host` is the name it is reached at."""
    return TenantInfo(
        key=tenant.key,
        slug=tenant.slug,
        name=tenant.name,
        state=tenant.state,
        country=tenant.country,
        timezone=tenant.timezone,
        locale=tenant.locale,
        created_at=tenant.created_at,
        host=host,
    )
