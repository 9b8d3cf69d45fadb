"""The people of a company: list, invite, change, remove."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from infra.kit import clock
from tenants.identity import links
from tenants.identity.api.access import TenantRequest, TenantView
from tenants.identity.api.serializers import InvitedOut, MemberChangeIn, MemberIn, MemberOut
from tenants.identity.selectors import members
from tenants.identity.services.add_member import add_member
from tenants.identity.services.change_member import change_member
from tenants.identity.tasks import send_invitation


class TeamView(TenantView):
    """GET lists, POST invites."""

    enters_tenant = False
    required_role = {"GET": "supervisor", "POST": "admin"}

    @extend_schema(responses=MemberOut(many=True))
    def get(self, request: TenantRequest) -> Response:
        people = members(request.actor.tenant_key, with_disabled=True)
        return Response(MemberOut(people, many=True).data)

    @extend_schema(request=MemberIn, responses={201: InvitedOut})
    def post(self, request: TenantRequest) -> Response:
        asked = MemberIn(data=request.data)
        asked.is_valid(raise_exception=True)
        key = request.actor.tenant_key
        invitation = add_member(tenant_key=key, actor=request.actor, now=clock.now(), **asked.validated_data)
        url = links.join_url(tenant_key=key, ticket=invitation.ticket) if invitation.ticket else None
        member = invitation.member
        if url:
            send_invitation.delay(key, member.email, member.name, url, member.locale)
        shown = url if invitation.show else None
        return Response({**MemberOut(member).data, "invite_url": shown}, status=201)


class MemberView(TenantView):
    """PATCH changes, DELETE disables; the row stays for the history."""

    enters_tenant = False
    required_role = "admin"

    @extend_schema(request=MemberChangeIn, responses=MemberOut)
    def patch(self, request: TenantRequest, membership_id: int) -> Response:
        asked = MemberChangeIn(data=request.data)
        asked.is_valid(raise_exception=True)
        member = change_member(
            membership_id=membership_id, actor=request.actor, now=clock.now(), **asked.validated_data
        )
        return Response(MemberOut(member).data)

    @extend_schema(responses={204: None})
    def delete(self, request: TenantRequest, membership_id: int) -> Response:
        change_member(membership_id=membership_id, actor=request.actor, now=clock.now(), disabled=True)
        return Response(status=204)
