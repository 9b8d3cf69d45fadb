"""The control that loads, reloads and removes a company's sample data."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from infra.kit import clock
from infra.onboarding.sample.load import load_sample_data, remove_sample_data
from telephony import facade as telephony
from tenants.identity.api import TenantRequest, TenantView


class SampleDataOut(serializers.Serializer[Any]):
    """Whether sample calls are shown among the real ones."""

    loaded = serializers.BooleanField()


class SampleDataView(TenantView):
    """Sample calls and contacts: a week to look at before the first real call; never billed."""

    required_role = {"GET": "agent", "*": "admin"}

    @extend_schema(operation_id="sample_data_read", responses=SampleDataOut)
    def get(self, request: TenantRequest) -> Response:
        """Tell whether sample data are loaded."""
        return _answer()

    @extend_schema(operation_id="sample_data_load", request=None, responses=SampleDataOut)
    def post(self, request: TenantRequest) -> Response:
        """Load a fresh week, replacing an earlier one."""
        load_sample_data(timezone=request.tenant.timezone, now=clock.now())
        return _answer()

    @extend_schema(operation_id="sample_data_remove", request=None, responses=SampleDataOut)
    def delete(self, request: TenantRequest) -> Response:
        """Remove all sample calls and contacts; real ones stay."""
        remove_sample_data(now=clock.now())
        return _answer()


def _answer() -> Response:
    return Response({"loaded": telephony.has_samples()})
