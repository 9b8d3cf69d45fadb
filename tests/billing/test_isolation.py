"""Money lies outside every tenant: no tenant's role can read or write it."""

import pytest
from django.db import ProgrammingError, transaction

from billing.models import BillingAccount, Invoice, InvoiceLine, UsageRecord
from tenants.directory.context import in_tenant

TABLES = (BillingAccount, Invoice, InvoiceLine, UsageRecord)


@pytest.mark.parametrize("model", TABLES)
def test_a_tenants_role_reads_no_money(acme: str, model: type[BillingAccount]) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), in_tenant(acme):
        model.objects.exists()
    model.objects.exists()


@pytest.mark.parametrize("model", TABLES)
def test_a_tenants_role_writes_no_money(acme: str, model: type[BillingAccount]) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), in_tenant(acme):
        model.objects.all().delete()
