"""The API of telephone numbers; it talks to the carrier, so it enters the tenant only for its own rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from infra.base.problems import Refusal
from infra.kit import clock
from telephony.api.setup import rows
from telephony.api.setup.flows import WRITERS
from telephony.api.setup.serializers import (
    NumberBuySerializer,
    NumberRouteSerializer,
    NumberSearchSerializer,
    NumberSerializer,
    OfferedNumberSerializer,
)
from telephony.engine.ports import CarrierError, CarrierRefused
from telephony.models import NumberRoute
from telephony.services.setup import numbers
from tenants.directory import facade as directory
from tenants.directory.context import in_tenant
from tenants.identity.api import TenantRequest, TenantView


class CarrierSaidNo(Refusal):
    """The carrier refused; its own words are passed on."""

    code = "carrier_refused"
    status = 409


class CarrierAway(Refusal):
    """The carrier is busy or gave no clear answer."""

    code = "carrier_unavailable"
    status = 503
    detail = "The telephone network does not answer right now. Look at your numbers, then try again."


@contextmanager
def carrier_problems() -> Iterator[None]:
    """Carrier errors as problems a person can read."""
    try:
        yield
    except CarrierRefused as refused:
        raise CarrierSaidNo(f"The telephone network refused: {refused.message}") from refused
    except CarrierError as failure:
        raise CarrierAway from failure


def _states(key: str) -> dict[str, str]:
    return {line.e164: line.state for line in directory.lines(key)}


class NumbersView(TenantView):
    """The numbers of the company."""

    required_role: ClassVar[dict[str, str]] = WRITERS
    enters_tenant: ClassVar[bool] = False

    @extend_schema(operation_id="numbers_list", responses=NumberSerializer(many=True))
    def get(self, request: TenantRequest) -> Response:
        """Every number with the flow that answers it."""
        states = _states(request.actor.tenant_key)
        with in_tenant(request.actor.tenant_key):
            found = list(NumberRoute.objects.select_related("flow").order_by("e164"))
        return Response([rows.number_row(route, states) for route in found])

    @extend_schema(operation_id="numbers_buy", request=NumberBuySerializer, responses={201: NumberSerializer})
    def post(self, request: TenantRequest) -> Response:
        """Buy a number; it rings the first flow when none is named."""
        body = NumberBuySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        key, e164 = request.actor.tenant_key, body.validated_data["phone_number"]
        flow_id = body.validated_data.get("flow_id")
        with carrier_problems():
            numbers.buy_number(key, e164, clock.now(), flow_id=flow_id, actor=str(request.actor))
        with in_tenant(key):
            route = NumberRoute.objects.select_related("flow").get(e164=e164)
        return Response(rows.number_row(route, _states(key)), status=status.HTTP_201_CREATED)


class NumberView(TenantView):
    """One number."""

    required_role: ClassVar[dict[str, str]] = WRITERS
    enters_tenant: ClassVar[bool] = False

    @extend_schema(operation_id="numbers_update", request=NumberRouteSerializer, responses=NumberSerializer)
    def patch(self, request: TenantRequest, number_id: int) -> Response:
        """Send its calls to another flow, or rename it."""
        body = NumberRouteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        key = request.actor.tenant_key
        with in_tenant(key):
            route = numbers.route_number(
                number_id,
                flow_id=body.validated_data.get("flow_id"),
                label=body.validated_data.get("label"),
                actor=str(request.actor),
                key=key,
                now=clock.now(),
            )
        return Response(rows.number_row(route, _states(key)))


class AvailableNumbersView(TenantView):
    """Numbers that can be bought."""

    required_role: ClassVar[dict[str, str]] = {"*": "admin"}
    enters_tenant: ClassVar[bool] = False

    @extend_schema(
        operation_id="numbers_available",
        parameters=[
            OpenApiParameter("country", str),
            OpenApiParameter("area_code", str),
            OpenApiParameter("contains", str),
        ],
        responses=OfferedNumberSerializer(many=True),
    )
    def get(self, request: TenantRequest) -> Response:
        """Up to ten numbers of a country, the company's own when none is named."""
        query = NumberSearchSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        wanted: dict[str, Any] = dict(query.validated_data)
        country = wanted.pop("country", "") or request.tenant.country or "US"
        with carrier_problems():
            found = numbers.search_numbers(country, **wanted)
        return Response(
            [
                {
                    "phone_number": number.e164,
                    "display": number.display,
                    "locality": number.locality,
                    "region": number.region,
                }
                for number in found
            ]
        )
