"""An invited person looks at the invitation and accepts it."""

from django.contrib.auth import login
from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from infra.kit import clock
from tenants.directory.tenant_info import TenantInfo
from tenants.identity.api.access import NoCompany, PublicView
from tenants.identity.api.serializers import JoinIn, JoinOut, TicketIn
from tenants.identity.models import Ticket
from tenants.identity.services import tickets
from tenants.identity.services.join import join

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class JoinView(PublicView):
    """GET ?ticket= tells whom the invitation is for; POST sets name and password and signs in."""

    @extend_schema(parameters=[OpenApiParameter("ticket", str, required=True)], responses=JoinOut)
    def get(self, request: Request) -> Response:
        asked = TicketIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        tenant = _tenant(request)
        found = tickets.look(
            asked.validated_data["ticket"],
            tenant_key=tenant.key,
            purpose=Ticket.Purpose.JOIN,
            now=clock.now(),
        )
        return Response({"email": found.user.email, "name": found.user.name, "company": tenant.name})

    @extend_schema(request=JoinIn, responses={204: None})
    def post(self, request: Request) -> Response:
        asked = JoinIn(data=request.data)
        asked.is_valid(raise_exception=True)
        chosen = {"locale": translation.get_language(), **asked.validated_data}
        user = join(tenant_key=_tenant(request).key, now=clock.now(), **chosen)
        login(request._request, user, backend=BACKEND)
        return Response(status=204)


def _tenant(request: Request) -> TenantInfo:
    tenant: TenantInfo | None = getattr(request, "tenant", None)
    if tenant is None:
        raise NoCompany()
    return tenant
