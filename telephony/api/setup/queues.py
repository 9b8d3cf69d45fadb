"""The API of queues and opening hours."""

from __future__ import annotations

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from infra.kit import clock
from telephony.api.setup import rows
from telephony.api.setup.flows import WRITERS
from telephony.api.setup.serializers import (
    HoursSerializer,
    HoursWriteSerializer,
    QueueSerializer,
    QueueWriteSerializer,
)
from telephony.models import BusinessHours, Queue
from telephony.services.setup.queues import update_hours, update_queue
from tenants.identity.api import TenantRequest, TenantView


class QueuesView(TenantView):
    """The list of queues."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="queues_list", responses=QueueSerializer(many=True))
    def get(self, request: TenantRequest) -> Response:
        """Every queue."""
        found = Queue.objects.select_related("skill").order_by("name")
        return Response([rows.queue_row(queue) for queue in found])


class QueueView(TenantView):
    """One queue."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="queues_update", request=QueueWriteSerializer, responses=QueueSerializer)
    def patch(self, request: TenantRequest, queue_id: int) -> Response:
        """Change the given fields."""
        body = QueueWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        queue = update_queue(
            queue_id,
            body.validated_data,
            key=request.actor.tenant_key,
            actor=str(request.actor),
            now=clock.now(),
        )
        return Response(rows.queue_row(queue))


class HoursListView(TenantView):
    """The list of opening hours."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="hours_list", responses=HoursSerializer(many=True))
    def get(self, request: TenantRequest) -> Response:
        """All opening hours, each with whether it is open now."""
        now = clock.now()
        return Response([rows.hours_row(hours, now) for hours in BusinessHours.objects.order_by("name")])


class HoursView(TenantView):
    """One set of opening hours."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="hours_replace", request=HoursWriteSerializer, responses=HoursSerializer)
    def put(self, request: TenantRequest, hours_id: int) -> Response:
        """Replace opening hours; the flow asks them at every call, so this takes effect at once."""
        body = HoursWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        now = clock.now()
        hours = update_hours(
            hours_id,
            **body.validated_data,
            key=request.actor.tenant_key,
            actor=str(request.actor),
            now=now,
        )
        return Response(rows.hours_row(hours, now))
