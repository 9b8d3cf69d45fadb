"""The plan, its seats, and the ways to the provider's pages; owners and admins only."""

from datetime import UTC, datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from billing import selectors
from billing.api.serializers import BillingOut, PageOut, SeatPreviewOut, SeatsChangeIn, SeatsIn
from billing.engine.lines import kind_of
from billing.services.accounts import account_of, prices_of
from billing.services.change_seats import change_seats
from billing.services.open_pages import open_portal, start_checkout
from billing.services.preview_seats import SeatPreview, preview_seats
from billing.services.provider import current_plan
from infra.kit import clock
from tenants.identity.api import TenantRequest, TenantView


class BillingView(TenantView):
    """Money is the public schema's, so the tenant is not entered."""

    required_role = "admin"
    enters_tenant = False


class OverviewView(BillingView):
    """How the company stands."""

    @extend_schema(responses=BillingOut)
    def get(self, request: TenantRequest) -> Response:
        return Response(_overview(request.actor.tenant_key))


class CheckoutView(BillingView):
    """The page where a card is entered."""

    @extend_schema(request=None, responses=PageOut)
    def post(self, request: TenantRequest) -> Response:
        return Response({"url": start_checkout(request.actor.tenant_key, request.tenant.locale)})


class PortalView(BillingView):
    """The page with invoices, card and cancelling."""

    @extend_schema(request=None, responses=PageOut)
    def post(self, request: TenantRequest) -> Response:
        return Response({"url": open_portal(request.actor.tenant_key, request.tenant.locale)})


class SeatPreviewView(BillingView):
    """What a number of seats would cost."""

    @extend_schema(request=SeatsIn, responses=SeatPreviewOut)
    def post(self, request: TenantRequest) -> Response:
        asked = SeatsIn(data=request.data)
        asked.is_valid(raise_exception=True)
        key = request.actor.tenant_key
        found = preview_seats(tenant_key=key, seats=asked.validated_data["seats"], now=clock.now())
        return Response(SeatPreviewOut(_shown(key, found)).data)


class SeatsView(BillingView):
    """Confirms what was previewed."""

    @extend_schema(request=SeatsChangeIn, responses=BillingOut)
    def post(self, request: TenantRequest) -> Response:
        asked = SeatsChangeIn(data=request.data)
        asked.is_valid(raise_exception=True)
        change_seats(
            tenant_key=request.actor.tenant_key,
            seats=asked.validated_data["seats"],
            pinned_at=datetime.fromtimestamp(asked.validated_data["proration_date"], UTC),
            actor=str(request.actor),
            now=clock.now(),
        )
        return Response(_overview(request.actor.tenant_key))


def _overview(tenant_key: str) -> dict[str, Any]:
    account = account_of(tenant_key)
    found = {
        "plan": current_plan(),
        "status": account.status,
        "trial_ends_at": account.trial_ends_at,
        "ends_at": account.ends_at,
        "seats": selectors.seats(tenant_key),
        "has_payment_method": account.has_card,
        "next_invoice_at": None if account.ends_at else account.period_end,
        "usage": selectors.usage(account, clock.now()),
    }
    return dict(BillingOut(found).data)


def _shown(tenant_key: str, preview: SeatPreview) -> dict[str, Any]:
    prices = prices_of(account_of(tenant_key))
    return {
        "seats": preview.seats,
        "timing": preview.timing,
        "effective_at": preview.effective_at,
        "amount_due_now": preview.due_now,
        "amount_next_invoice": preview.due_next,
        "currency": preview.currency,
        "proration_date": int(preview.pinned_at.timestamp()),
        "lines": [selectors.shown_line(line, kind_of(line, prices)) for line in preview.shown.lines],
    }
