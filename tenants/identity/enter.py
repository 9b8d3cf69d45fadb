"""The one-time address that signs a person in at their company's host after sign-up."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from infra.kit import clock
from tenants.directory.tenant_info import TenantInfo
from tenants.identity.models import Ticket
from tenants.identity.selectors import actor_for
from tenants.identity.services import tickets

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Signs in and goes on to the console; a used or foreign ticket leads to the sign-in page."""
    tenant: TenantInfo | None = getattr(request, "tenant", None)
    if tenant is None:
        return HttpResponseRedirect("/")
    purpose, text = Ticket.Purpose.ENTER, request.GET.get("ticket", "")
    try:
        ticket = tickets.redeem(text, tenant_key=tenant.key, purpose=purpose, now=clock.now())
    except tickets.BadTicket:
        return HttpResponseRedirect("/login?reason=bad_ticket")
    if actor_for(ticket.user, tenant.key) is None:
        return HttpResponseRedirect("/login?reason=not_a_member")
    login(request, ticket.user, backend=_BACKEND)
    return HttpResponseRedirect("/")
