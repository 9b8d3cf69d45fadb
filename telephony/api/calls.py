"""Calls, voicemails, and why a caller waits."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from infra.base.pages import page
from infra.base.problems import Invalid, NotFound
from infra.kit import clock
from telephony import selectors_calls as selectors
from telephony.api.call_serializers import (
    CallDetailSerializer,
    CallSerializer,
    VoicemailSerializer,
    WaitingSerializer,
)
from telephony.api.desk import agent_of, read
from telephony.api.serializers import EmptySerializer
from telephony.models import Queue, Voicemail
from telephony.services.voicemail_done import NoSuchVoicemail, voicemail_done
from tenants.identity.api import TenantRequest, TenantView


class NoSuchCall(NotFound):
    """The call is not in this company, or not this agent's to see."""

    code = "call_not_found"
    detail = "There is no such call here, or it was another agent's."


class CallsView(TenantView):
    """The list of calls."""

    @extend_schema(
        operation_id="calls_list",
        parameters=[
            OpenApiParameter("contact", OpenApiTypes.UUID),
            OpenApiParameter("queue", int, description="by moment of entering this queue"),
            OpenApiParameter("from", OpenApiTypes.DATETIME),
            OpenApiParameter("to", OpenApiTypes.DATETIME),
            OpenApiParameter("cursor", str),
        ],
        responses=CallSerializer(many=True),
    )
    def get(self, request: TenantRequest) -> Response:
        """Newest first; an agent sees the calls that agent handled, a supervisor all."""
        found = selectors.calls(
            agent_id=_own(request),
            contact=_uuid(request, "contact"),
            queue_id=_whole(request, "queue"),
            start=_moment(request, "from"),
            end=_moment(request, "to"),
        )
        return page(request, found, row=selectors.call_row, ordering=("-started_at", "-id"))


class CallView(TenantView):
    """One call."""

    @extend_schema(operation_id="calls_read", responses=CallDetailSerializer)
    def get(self, request: TenantRequest, call_id: UUID) -> Response:
        """The call with its events, offers, visits, handlings and the way through the flow."""
        found = selectors.calls(agent_id=_own(request)).select_related("flow_version__flow")
        call = found.filter(pk=call_id).first()
        if call is None:
            raise NoSuchCall
        return Response(selectors.call_detail(call))


class VoicemailsView(TenantView):
    """The list of voicemails."""

    @extend_schema(
        operation_id="voicemails_list",
        parameters=[
            OpenApiParameter("state", str, enum=["new", "done"]),
            OpenApiParameter("cursor", str),
        ],
        responses=VoicemailSerializer(many=True),
    )
    def get(self, request: TenantRequest) -> Response:
        """Newest first."""
        state = request.query_params.get("state")
        if state not in (None, "", "new", "done"):
            raise Invalid("The state is either new or done.", field="state")
        found = selectors.voicemails(state=state or None)
        return page(request, found, row=selectors.voicemail_row, ordering=("-left_at", "-id"))


class VoicemailAudioView(TenantView):
    """The sound of a voicemail."""

    @extend_schema(
        operation_id="voicemails_audio", responses={(200, "audio/wav"): OpenApiTypes.BINARY, 404: None}
    )
    def get(self, request: TenantRequest, voicemail_id: UUID) -> HttpResponse:
        """The recording, once it has been fetched from the carrier."""
        message = Voicemail.objects.filter(pk=voicemail_id).first()
        if message is None:
            raise NoSuchVoicemail
        if message.audio is None:
            raise NoSuchVoicemail("The recording is still being fetched. Try again in a few seconds.")
        return HttpResponse(bytes(message.audio), content_type=message.audio_type)


class VoicemailDoneView(TenantView):
    """Dealing with a voicemail."""

    @extend_schema(operation_id="voicemails_done", request=EmptySerializer, responses=VoicemailSerializer)
    def post(self, request: TenantRequest, voicemail_id: UUID) -> Response:
        """Mark it done under the person's name."""
        read(EmptySerializer(data=request.data))
        message = voicemail_done(voicemail_id=voicemail_id, by=request.actor.name, now=clock.now())
        return Response(selectors.voicemail_row(message))


class WaitingView(TenantView):
    """Why callers wait."""

    @extend_schema(operation_id="queues_waiting", responses=WaitingSerializer(many=True))
    def get(self, request: TenantRequest, queue_id: int) -> Response:
        """Each waiting call in order, with each agent's first reason for not getting it."""
        if not Queue.objects.filter(pk=queue_id).exists():
            raise NotFound("There is no such queue in this company.")
        return Response(selectors.why_waiting(queue_id, clock.now()))


def _own(request: TenantRequest) -> int | None:
    """The agent to whose calls an agent is limited; None for supervisors and above."""
    return None if request.actor.may("supervisor") else agent_of(request).pk


def _uuid(request: TenantRequest, name: str) -> UUID | None:
    text = request.query_params.get(name)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid(f"“{text}” is not an id.", field=name) from None


def _whole(request: TenantRequest, name: str) -> int | None:
    text = request.query_params.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Invalid(f"“{text}” is not a number.", field=name)
    return int(text)


def _moment(request: TenantRequest, name: str) -> datetime | None:
    text = request.query_params.get(name)
    if not text:
        return None
    try:
        at = parse_datetime(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Invalid("Write moments with their zone, as in 2026-03-02T15:00:00Z.", field=name)
    return at
