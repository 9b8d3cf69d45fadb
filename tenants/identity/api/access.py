"""The two kinds of API view: for members of the company whose host was asked, and for everybody."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from infra.base.problems import Forbidden, Refusal
from tenants.directory.context import UnknownTenant, in_tenant
from tenants.directory.tenant_info import TenantInfo
from tenants.identity.actor import Actor
from tenants.identity.selectors import actor_for

READS = ("GET", "HEAD", "OPTIONS")


class NotMember(Refusal):
    """The person signed in is no member of the company whose address this is."""

    code = "not_a_member"
    status = 403
    detail = "You are not a member of this company. Use the address of your own, or ask to be invited."


class NoCompany(Refusal):
    """A company's data was asked for at the public address."""

    code = "no_company"
    status = 404
    detail = "This address belongs to no company. Use your company's own address."


class NotReady(Refusal):
    """The company signed up a moment ago and its tables are not made yet."""

    code = "not_ready"
    status = 503
    detail = "Your company is still being set up. Look at the set-up page and try again in a minute."


class TenantRequest(Request):
    """What a TenantView's handler receives (a type only: the REST framework makes its own class)."""

    tenant: TenantInfo
    actor: Actor


class Session(SessionAuthentication):
    """The session cookie; an unknown person gets 401 instead of the framework's 403."""

    def authenticate_header(self, request: Request) -> str:
        """Any value makes the framework answer 401."""
        return "Session"


class TenantView(APIView):
    """Authenticates, checks membership and role, and runs the handler inside in_tenant.

    `required_role` is the lowest role that may call, or a mapping of method to role with "*" for the rest.
    The handler finds `request.tenant` (TenantInfo) and `request.actor` (Actor). An exception rolls back.
    `enters_tenant = False` runs the handler in the public schema (people, billing) without a transaction.
    """

    authentication_classes = (Session,)
    permission_classes = ()
    required_role: ClassVar[str | Mapping[str, str]] = "agent"
    enters_tenant: ClassVar[bool] = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse strangers before anything else is looked at."""
        super().initial(request, *args, **kwargs)
        tenant: TenantInfo | None = getattr(request, "tenant", None)
        if tenant is None:
            raise NoCompany()
        if not request.user.is_authenticated:
            raise exceptions.NotAuthenticated()
        actor = actor_for(request.user, tenant.key)
        if actor is None:
            raise NotMember()
        if not actor.may(self._role_for(request.method or "")):
            raise Forbidden()
        request.actor = actor  # type: ignore[attr-defined]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """As the framework's, with the handler inside the tenant; errors still become problems."""
        self.args, self.kwargs = args, kwargs
        self.request = request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(request, *args, **kwargs)
            response = self._handle(request, *args, **kwargs)
        except Exception as error:
            response = self.handle_exception(error)
        self.response = self.finalize_response(request, response, *args, **kwargs)
        return self.response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Nothing of a company may be kept by a cache on the way."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    def _handle(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        name = (request.method or "").lower()
        known = name in self.http_method_names
        handler = getattr(self, name, self.http_method_not_allowed) if known else self.http_method_not_allowed
        if not self.enters_tenant:
            return handler(request, *args, **kwargs)
        try:
            with in_tenant(request.actor.tenant_key):  # type: ignore[attr-defined]
                return handler(request, *args, **kwargs)
        except UnknownTenant as missing:
            raise NotReady() from missing

    def _role_for(self, method: str) -> str:
        if isinstance(self.required_role, str):
            return self.required_role
        key = "GET" if method in READS else method
        return self.required_role.get(key) or self.required_role.get("*", "owner")


class PublicThrottle(AnonRateThrottle):
    """So many calls per address and minute as settings.PUBLIC_API_RATE says (None: no limit)."""

    scope = "public"

    def get_rate(self) -> str | None:
        """The rate in the framework's spelling, as in 60/min."""
        rate: str | None = getattr(settings, "PUBLIC_API_RATE", "60/min")
        return rate


class PublicView(APIView):
    """For everybody, on any host; never enters a tenant."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PublicThrottle,)
