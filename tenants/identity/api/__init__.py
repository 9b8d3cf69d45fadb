"""What every API view of the product builds on: who asks, for which company, with which role."""

from tenants.identity.actor import Actor
from tenants.identity.api.access import PublicView, TenantRequest, TenantView

__all__ = ["Actor", "PublicView", "TenantRequest", "TenantView"]
