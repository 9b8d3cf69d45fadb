"""Makes a tenant's schema, roles and tables."""

from tenants.directory.stamping.stamp import stamp


def stamp_schema(tenant_key: str) -> int:
    """Make or complete the tenant's schema; returns how many migrations ran (0 when it was complete)."""
    return stamp(tenant_key)
