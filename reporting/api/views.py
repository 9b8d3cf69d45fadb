"""The report API."""

from zoneinfo import ZoneInfo

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from infra.kit import clock
from reporting import selectors
from reporting.api.serializers import PeriodSerializer, ReportSerializer, figure_json, row_json
from reporting.engine.group import group
from reporting.engine.tally import FORMULA, FORMULA_TEXT, Tally
from reporting.services.refresh_intervals import refresh_intervals
from tenants.identity.api import TenantRequest, TenantView


class QueueIntervalsView(TenantView):
    """Figures per queue and interval."""

    required_role = "supervisor"

    @extend_schema(
        operation_id="reports_queue_intervals",
        parameters=[
            OpenApiParameter("from", str, required=True, description="RFC 3339, inclusive"),
            OpenApiParameter("to", str, required=True, description="RFC 3339, exclusive"),
            OpenApiParameter("queue", int, description="only this queue; 0 = calls without queue"),
            OpenApiParameter("interval", str, enum=["15", "30", "60", "day"]),
        ],
        responses=ReportSerializer,
    )
    def get(self, request: TenantRequest) -> Response:
        """Offered, answered, abandoned, service level, ASA and handle time, with formula and freshness."""
        asked = PeriodSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        period = asked.validated_data
        zone = ZoneInfo(request.tenant.timezone)
        stored = selectors.tallies(period["from"], period["to"], period.get("queue"))
        rows = group(stored, period["interval"], zone)
        names = selectors.queue_names()
        report = {
            "formula": {"name": FORMULA, "text": FORMULA_TEXT},
            "fresh_at": selectors.refreshed_at(),
            "timezone": zone.key,
            "rows": [
                row_json(*key, rows[key], names) for key in sorted(rows, key=lambda key: (key[1], key[0]))
            ],
            "totals": figure_json(sum(stored.values(), Tally())),
        }
        return Response(ReportSerializer(report).data)


class RefreshView(TenantView):
    """Compute now instead of at the next minute."""

    required_role = "supervisor"

    @extend_schema(operation_id="reports_refresh", request=None, responses={204: None})
    def post(self, request: TenantRequest) -> Response:
        """Bring this company's figures up to date."""
        refresh_intervals(now=clock.now())
        return Response(status=204)
