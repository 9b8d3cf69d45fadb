"""Invoices: those issued, one of them, and the next."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from billing import selectors
from billing.api.serializers import InvoiceOut
from billing.api.views import BillingView
from billing.services.accounts import account_of
from infra.base.problems import NotFound
from infra.kit import clock
from tenants.identity.api import TenantRequest


class InvoicesView(BillingView):
    """The issued ones, newest first."""

    @extend_schema(responses=InvoiceOut(many=True))
    def get(self, request: TenantRequest) -> Response:
        account_of(request.actor.tenant_key)
        found = selectors.invoices(request.actor.tenant_key)[:120]
        return Response(InvoiceOut(found, many=True).data)


class InvoiceView(BillingView):
    """One of the company's own."""

    @extend_schema(responses=InvoiceOut)
    def get(self, request: TenantRequest, invoice_id: int) -> Response:
        found = selectors.invoices(request.actor.tenant_key).filter(pk=invoice_id).first()
        if found is None:
            raise NotFound()
        return Response(InvoiceOut(found).data)


class UpcomingView(BillingView):
    """The next one as it stands, with usage so far."""

    @extend_schema(responses=InvoiceOut)
    def get(self, request: TenantRequest) -> Response:
        return Response(InvoiceOut(selectors.upcoming(request.actor.tenant_key, clock.now())).data)
