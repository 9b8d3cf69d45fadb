"""The directory's only door for other apps."""

from tenants.directory.keys import UnknownTenant, new_key
from tenants.directory.selectors import tenant_by_host, tenant_by_key, tenants_in_state, tenants_of
from tenants.directory.services.carrier import (
    CarrierCredentials,
    LineInfo,
    LineOfAnother,
    carrier_account,
    line_by_number,
    lines,
    save_carrier_account,
    save_line,
)
from tenants.directory.services.change_state import change_state
from tenants.directory.services.create_tenant import (
    BadSlug,
    SlugTaken,
    create_tenant,
    host_of,
    propose_slug,
    slug_state,
)
from tenants.directory.services.stamp_schema import stamp_schema
from tenants.directory.services.steps import StepInfo, claim_step, mark_step, plan_steps, steps
from tenants.directory.tenant_info import TenantInfo

__all__ = [
    "BadSlug",
    "CarrierCredentials",
    "LineInfo",
    "LineOfAnother",
    "SlugTaken",
    "StepInfo",
    "TenantInfo",
    "UnknownTenant",
    "carrier_account",
    "change_state",
    "claim_step",
    "create_tenant",
    "host_of",
    "line_by_number",
    "lines",
    "mark_step",
    "new_key",
    "plan_steps",
    "propose_slug",
    "save_carrier_account",
    "save_line",
    "slug_state",
    "stamp_schema",
    "steps",
    "tenant_by_host",
    "tenant_by_key",
    "tenants_in_state",
    "tenants_of",
]
