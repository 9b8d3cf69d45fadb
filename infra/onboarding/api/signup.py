"""Signing a company up, at the public address."""

from functools import partial

from django.db import transaction
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from infra.base.problems import NotFound, Refusal
from infra.kit import clock
from infra.onboarding.api.serializers import NumberOut, NumberQuery, SignUpIn, SignUpOut, SlugOut
from infra.onboarding.services.sign_up import Application, sign_up
from infra.onboarding.tasks import provision
from telephony import facade as telephony
from tenants.directory import facade as directory
from tenants.identity.api import PublicView


class CarrierAway(Refusal):
    """The carrier could not be asked for numbers."""

    code = "carrier_unavailable"
    status = 503
    detail = "The telephone network does not answer right now. Try again in a minute."


class FrontDoorView(PublicView):
    """Exists at the public address only."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """A company's own host has no sign-up."""
        super().initial(request, *args, **kwargs)
        if getattr(request, "tenant", None) is not None:
            raise NotFound("Sign up at the public address.")


class SignUpView(FrontDoorView):
    """POST makes the company and starts its setting-up."""

    @extend_schema(request=SignUpIn, responses={201: SignUpOut})
    def post(self, request: Request) -> Response:
        asked = SignUpIn(data=request.data)
        asked.is_valid(raise_exception=True)
        made = sign_up(Application(**asked.validated_data), now=clock.now())
        transaction.on_commit(partial(provision.delay, made.tenant.key))
        return Response(SignUpOut(made).data, status=201)


class SlugView(FrontDoorView):
    """GET ?name= proposes a free address; ?slug= tells whether that one is free."""

    @extend_schema(
        parameters=[OpenApiParameter("name", str), OpenApiParameter("slug", str)], responses=SlugOut
    )
    def get(self, request: Request) -> Response:
        slug = request.query_params.get("slug", "").strip().lower()[:60]
        if not slug:
            slug = directory.propose_slug(request.query_params.get("name", "")[:120])
        reason = directory.slug_state(slug)
        host = directory.host_of(slug)
        return Response({"slug": slug, "available": reason == "free", "reason": reason, "host": host})


class SignUpNumbersView(FrontDoorView):
    """GET numbers a new company could have."""

    @extend_schema(parameters=[NumberQuery], responses=NumberOut(many=True))
    def get(self, request: Request) -> Response:
        asked = NumberQuery(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        try:
            found = telephony.search_numbers(
                asked.validated_data["country"],
                area_code=asked.validated_data["area_code"],
                contains=asked.validated_data["contains"],
            )
        except telephony.CarrierRefused as refused:
            raise CarrierAway(f"The telephone network refused: {refused.message}") from refused
        except telephony.CarrierError as error:
            raise CarrierAway() from error
        return Response(NumberOut(found, many=True).data)
