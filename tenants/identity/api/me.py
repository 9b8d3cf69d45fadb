"""GET and PATCH /me."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from tenants.identity import hooks
from tenants.identity.api.access import TenantRequest, TenantView
from tenants.identity.api.serializers import MeIn, MeOut
from tenants.identity.models import User
from tenants.identity.services.change_profile import change_profile


class MeView(TenantView):
    """The person signed in, the company, and the role in it."""

    enters_tenant = False

    @extend_schema(responses=MeOut)
    def get(self, request: TenantRequest) -> Response:
        return Response(_me(request, User.objects.get(pk=request.actor.user_id)))

    @extend_schema(request=MeIn, responses=MeOut)
    def patch(self, request: TenantRequest) -> Response:
        asked = MeIn(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(_me(request, change_profile(user_id=request.actor.user_id, **asked.validated_data)))


def _me(request: TenantRequest, user: User) -> dict[str, Any]:
    tenant = request.tenant
    found = {
        "user": user,
        "tenant": tenant,
        "role": request.actor.role,
        "agent_id": hooks.agent_id_of(tenant.key, user.pk),
        "carrier": {
            "signalling": settings.CARRIER_SIGNALLING,
            "insecure": settings.CARRIER_SIGNALLING_INSECURE,
        },
    }
    return dict(MeOut(found).data)
