"""Every address of the product and which app answers it."""

from importlib.util import find_spec

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from infra.config import api_description, pages

__all__ = ["api_description", "urlpatterns"]  # the former registers itself


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; touches no store, so that a probe never takes a worker down."""
    return HttpResponse("ok\n", content_type="text/plain")


def _present(prefix: str, module: str) -> list[URLPattern | URLResolver]:
    package = module.rsplit(".", 1)[0]
    return [path(prefix, include(module))] if _exists(package) and find_spec(module) else []


def _exists(package: str) -> bool:
    parent = package.rpartition(".")[0]
    return (not parent or _exists(parent)) and find_spec(package) is not None


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("admin/", admin.site.urls),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/v1/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    *_present("api/v1/", "tenants.identity.api.urls"),
    *_present("api/v1/", "infra.onboarding.api.urls"),
    *_present("api/v1/", "tenants.crm.api.urls"),
    *_present("api/v1/", "telephony.api.urls"),
    *_present("api/v1/", "reporting.api.urls"),
    *_present("api/v1/", "billing.api.urls"),
    *_present("hooks/voice/", "telephony.webhooks.urls"),
    *_present("hooks/stripe", "billing.webhooks.urls"),
    *_present("", "tenants.identity.urls"),
    # Every other address is the browser's application's; mistyped ones below these stay a plain 404.
    re_path(r"^(?!(?:api|hooks|_allauth|admin|static|ws)(?:/|$))", pages.console),
]
