"""The page that carries the browser's application, with what the server already knows put into it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe


def boot_of(request: HttpRequest) -> dict[str, Any]:
    """What the page is told before its first request."""
    tenant = getattr(request, "tenant", None)
    return {
        # Of a person whom we do not know, the browser knows the language better than the company does.
        "locale": getattr(request.user, "locale", "") or translation.get_language(),
        "tenant": {"slug": tenant.slug, "name": tenant.name} if tenant else None,
        "public_domain": settings.PUBLIC_DOMAIN,
        "debug": settings.DEBUG,
        "phone_url": settings.CARRIER_PHONE_URL or None,
    }


@require_safe
@never_cache
@ensure_csrf_cookie
def console(request: HttpRequest) -> HttpResponse:
    """The page for every address that the browser's application answers itself."""
    if not settings.FRONTEND_MANIFEST.exists():
        sentence = "The console is not built yet: run make setup and start the server again.\n"
        return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")
    boot = boot_of(request)
    title = boot["tenant"]["name"] if boot["tenant"] else "Seatline"
    return render(request, "console.html", {"boot": boot, "title": title})
