"""The rows of the directory."""

from tenants.directory.models.account import CarrierAccount, Line
from tenants.directory.models.schema import CompiledMigration, SchemaState
from tenants.directory.models.step import ProvisioningStep
from tenants.directory.models.tenant import Domain, Tenant

__all__ = [
    "CarrierAccount",
    "CompiledMigration",
    "Domain",
    "Line",
    "ProvisioningStep",
    "SchemaState",
    "Tenant",
]
