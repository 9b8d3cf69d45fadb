"""Reads of the directory."""

from tenants.directory.keys import UnknownTenant
from tenants.directory.models import Domain, Tenant
from tenants.directory.services.create_tenant import host_of
from tenants.directory.tenant_info import TenantInfo, info


def tenant_by_host(host: str) -> TenantInfo | None:
    """The tenant reached at this host name (a port is ignored), or None."""
    name = host.rsplit(":", 1)[0].lower().rstrip(".")
    domain = Domain.objects.select_related("tenant").filter(host=name).first()
    return info(domain.tenant, domain.host) if domain else None


def tenant_by_key(key: str) -> TenantInfo:
    """The tenant of this key; raises UnknownTenant."""
    tenant = Tenant.objects.filter(key=key).first()
    if tenant is None:
        raise UnknownTenant(f"There is no tenant {key}.")
    return info(tenant, host_of(tenant.slug))


def tenants_of(keys: list[str]) -> list[TenantInfo]:
    """The tenants of these keys, by name."""
    rows = Tenant.objects.filter(key__in=keys).order_by("name")
    return [info(tenant, host_of(tenant.slug)) for tenant in rows]


def tenants_in_state(state: str) -> list[TenantInfo]:
    """The tenants in this state, oldest first."""
    rows = Tenant.objects.filter(state=state).order_by("created_at")
    return [info(tenant, host_of(tenant.slug)) for tenant in rows]
