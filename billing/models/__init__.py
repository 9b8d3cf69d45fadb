"""The tables of billing, in the public schema."""

from billing.models.account import BillingAccount
from billing.models.invoice import Invoice, InvoiceLine
from billing.models.usage import UsageRecord

__all__ = ["BillingAccount", "Invoice", "InvoiceLine", "UsageRecord"]
