"""Every address of the product and which app answers it."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from infra.config import api_description, pages

__all__ = ["api_description", "urlpatterns"]  # the former registers itself


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; touches no store, so that a probe never takes a worker down."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("admin/", admin.site.urls),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/v1/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("api/v1/", include("tenants.identity.api.urls")),
    path("api/v1/", include("infra.onboarding.api.urls")),
    path("api/v1/", include("tenants.crm.api.urls")),
    path("api/v1/", include("telephony.api.urls")),
    path("api/v1/", include("reporting.api.urls")),
    path("api/v1/", include("billing.api.urls")),
    path("hooks/voice/", include("telephony.webhooks.urls")),
    path("hooks/stripe", include("billing.webhooks.urls")),
    path("", include("tenants.identity.urls")),
    # Every other address is the browser's application's; mistyped ones below these stay a plain 404.
    re_path(r"^(?!(?:api|hooks|_allauth|admin|static|ws)(?:/|$))", pages.console),
]
