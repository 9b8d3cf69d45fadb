"""The payment provider in use, and the plan on sale."""

from django.conf import settings

from billing.engine.plan import Plan
from billing.gateways import stripe as provider

__all__ = ["current_plan", "provider"]


def current_plan() -> Plan:
    """The plan of the settings (BILLING_PLAN: any of the fields of Plan), else the standard one."""
    return Plan(**getattr(settings, "BILLING_PLAN", {}))
