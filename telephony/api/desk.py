"""The agent's own desk: commands and the snapshot; the socket only tells."""

from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from infra.base.problems import Refusal
from infra.kit import clock
from telephony.api.serializers import (
    AcceptedSerializer,
    DeclineSerializer,
    DeskSerializer,
    EmptySerializer,
    StatusSerializer,
    VoiceTokenSerializer,
    WrapUpSerializer,
)
from telephony.carriers.access import carrier
from telephony.carriers.twilio.identity import identity_of
from telephony.models import Agent
from telephony.selectors_desk import desk_snapshot
from telephony.services.accept_offer import accept_offer
from telephony.services.change_status import change_status
from telephony.services.decline_offer import decline_offer
from telephony.services.end_call import end_call
from telephony.services.finish_wrap_up import finish_wrap_up
from telephony.services.hold_call import hold_call, resume_call
from tenants.directory.context import in_tenant
from tenants.identity.api import TenantRequest, TenantView

TOKEN_TTL_S = 3600


class NotAnAgent(Refusal):
    """The person has no desk."""

    code = "not_an_agent"
    status = 403
    detail = "You have no seat to answer calls. Ask an administrator of your company for one."


class DeskView(TenantView):
    """The desk."""

    @extend_schema(operation_id="desk_read", responses=DeskSerializer)
    def get(self, request: TenantRequest) -> Response:
        """The snapshot the socket's messages continue from."""
        return Response(desk_snapshot(agent_of(request)))


class StatusView(TenantView):
    """The agent's status."""

    @extend_schema(operation_id="desk_status", request=StatusSerializer, responses=DeskSerializer)
    def post(self, request: TenantRequest) -> Response:
        """Be available, on a break or offline."""
        body = read(StatusSerializer(data=request.data))
        agent = agent_of(request)
        change_status(agent_id=agent.pk, status=body["status"], now=clock.now())
        return Response(desk_snapshot(agent_of(request)))


class AcceptView(TenantView):
    """Accepting an offer."""

    @extend_schema(operation_id="desk_accept", request=EmptySerializer, responses=AcceptedSerializer)
    def post(self, request: TenantRequest, offer_id: UUID) -> Response:
        """Take the call; then connect the softphone with `{handling: <handling_id>}`."""
        read(EmptySerializer(data=request.data))
        handling = accept_offer(offer_id=offer_id, agent_id=agent_of(request).pk, now=clock.now())
        return Response({"handling_id": str(handling.pk), "call_id": str(handling.call_id)})


class DeclineView(TenantView):
    """Declining an offer."""

    @extend_schema(operation_id="desk_decline", request=DeclineSerializer, responses={204: None})
    def post(self, request: TenantRequest, offer_id: UUID) -> Response:
        """Let another agent take the call."""
        body = read(DeclineSerializer(data=request.data))
        agent = agent_of(request)
        decline_offer(offer_id=offer_id, agent_id=agent.pk, reason=body["reason"], now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class HoldView(TenantView):
    """Holding a call."""

    @extend_schema(operation_id="desk_hold", request=EmptySerializer, responses={204: None})
    def post(self, request: TenantRequest, call_id: UUID) -> Response:
        """Play music to the caller."""
        read(EmptySerializer(data=request.data))
        hold_call(call_id=call_id, agent_id=agent_of(request).pk, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class ResumeView(TenantView):
    """Resuming a call."""

    @extend_schema(operation_id="desk_resume", request=EmptySerializer, responses={204: None})
    def post(self, request: TenantRequest, call_id: UUID) -> Response:
        """Take the caller off hold."""
        read(EmptySerializer(data=request.data))
        resume_call(call_id=call_id, agent_id=agent_of(request).pk, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class HangUpView(TenantView):
    """Hanging up."""

    @extend_schema(operation_id="desk_hangup", request=EmptySerializer, responses={204: None})
    def post(self, request: TenantRequest, call_id: UUID) -> Response:
        """End the call for everybody and begin the wrap-up."""
        read(EmptySerializer(data=request.data))
        end_call(call_id=call_id, agent_id=agent_of(request).pk, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class WrapUpView(TenantView):
    """Wrapping up."""

    @extend_schema(operation_id="desk_wrap_up", request=WrapUpSerializer, responses={204: None})
    def post(self, request: TenantRequest, handling_id: UUID) -> Response:
        """Say what the call was about; the agent is available again."""
        body = read(WrapUpSerializer(data=request.data))
        agent = agent_of(request)
        finish_wrap_up(handling_id=handling_id, agent_id=agent.pk, now=clock.now(), **body)
        return Response(status=status.HTTP_204_NO_CONTENT)


class VoiceTokenView(TenantView):
    """The softphone's token."""

    enters_tenant = False  # signing needs only public rows

    @extend_schema(operation_id="desk_voice_token", request=EmptySerializer, responses=VoiceTokenSerializer)
    def post(self, request: TenantRequest) -> Response:
        """A token that is good for an hour, for this agent's own identity only."""
        read(EmptySerializer(data=request.data))
        key = request.actor.tenant_key
        with in_tenant(key):
            agent = agent_of(request)
        identity = identity_of(key, agent.pk)
        return Response(
            {
                "token": carrier(key).voice_token(identity, TOKEN_TTL_S),
                "identity": identity,
                "signalling": settings.CARRIER_SIGNALLING,
                "insecure": settings.CARRIER_SIGNALLING_INSECURE,
                "ttl": TOKEN_TTL_S,
            }
        )


def agent_of(request: TenantRequest) -> Agent:
    """The agent the signed-in person is; raises NotAnAgent."""
    agent = Agent.objects.filter(user_id=request.actor.user_id, removed_at=None).first()
    if agent is None:
        raise NotAnAgent
    return agent


def read(body: "Serializer[object]") -> dict[str, str]:
    """The validated values; raises ValidationError."""
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)
