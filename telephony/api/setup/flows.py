"""The API of flows."""

from __future__ import annotations

from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from infra.base.problems import Invalid, Refusal
from infra.kit import clock
from telephony.api.setup import rows
from telephony.api.setup.serializers import (
    DraftSavedSerializer,
    FlowSerializer,
    FlowSummarySerializer,
    PublishSerializer,
    VersionSerializer,
)
from telephony.models import Flow
from telephony.services.setup import flows
from tenants.identity.api import TenantRequest, TenantView

WRITERS: dict[str, str] = {"GET": "supervisor", "*": "admin"}


class RevisionMissing(Refusal):
    """A draft was sent without saying which revision it changes."""

    code = "if_match_required"
    status = 428
    detail = "Send the draft's revision in the If-Match header, so that nobody's work is overwritten."


class FlowsView(TenantView):
    """The list of flows."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="flows_list", responses=FlowSummarySerializer(many=True))
    def get(self, request: TenantRequest) -> Response:
        """Every flow, without its draft."""
        found = Flow.objects.select_related("live_version").order_by("name")
        return Response([rows.flow_summary(flow) for flow in found])


class FlowView(TenantView):
    """One flow."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="flows_read", responses=FlowSerializer)
    def get(self, request: TenantRequest, flow_id: int) -> Response:
        """The draft, its revision, the live version, and the draft's problems.

        Callers hear the flow's `default_lang`; those from +86, +852, +853 and +886 hear zh-CN when `langs`
        has it. A text missing in a caller's language is said in the default one.
        """
        flow = flows.get_flow(flow_id)
        return Response(rows.flow_row(flow, flows.problems_of(flow)), headers=_etag(flow.draft_rev))


class FlowDraftView(TenantView):
    """The draft of a flow."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(
        operation_id="flows_save_draft",
        request=OpenApiTypes.OBJECT,
        parameters=[OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True)],
        responses=DraftSavedSerializer,
    )
    def put(self, request: TenantRequest, flow_id: int) -> Response:
        """Replace the draft (the body is the flow itself, format flow/1); it may still have problems."""
        if not isinstance(request.data, dict):
            raise Invalid("The body must be a flow: a JSON object.")
        flow, problems = flows.save_draft(
            flow_id, request.data, rev=_revision(request), author=request.actor.name, now=clock.now()
        )
        saved = {"draft_rev": flow.draft_rev, "problems": [p.to_json() for p in problems]}
        return Response(saved, headers=_etag(flow.draft_rev))


class FlowPublishView(TenantView):
    """Publishing a flow."""

    required_role: ClassVar[dict[str, str]] = WRITERS

    @extend_schema(operation_id="flows_publish", request=PublishSerializer, responses=VersionSerializer)
    def post(self, request: TenantRequest, flow_id: int) -> Response:
        """Make the draft what new callers hear; 422 with the problems while it has errors."""
        body = PublishSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        version = flows.publish_flow(
            flow_id,
            message=body.validated_data["message"],
            author=request.actor.name,
            key=request.actor.tenant_key,
            actor=str(request.actor),
            now=clock.now(),
        )
        return Response(rows.version_row(version))


def _etag(rev: int) -> dict[str, str]:
    return {"ETag": f'"{rev}"'}


def _revision(request: Request) -> int:
    """The revision of the If-Match header, with or without quotes; raises RevisionMissing."""
    text = request.headers.get("If-Match", "").strip().strip('"')
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise RevisionMissing
    return int(text)
