"""Finds the tenant a request is for by its host name."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from infra.base import problems
from tenants.directory.selectors import tenant_by_host
from tenants.directory.tenant_info import TenantInfo

# Answered on any host, without a look into the database: probes and the carrier's last resort.
_EVERYWHERE = ("/healthz", "/hooks/", "/static/")
# A suspended company's calls that are on are finished at the desk; new ones are refused by telephony.
_FINISHING = "/api/v1/desk"
_LOCAL = frozenset({"127.0.0.1", "testserver"})


class TenantMiddleware:
    """Sets `request.tenant`: TenantInfo, or None on the public host. An unknown host gets a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.tenant = None  # type: ignore[attr-defined]
        if request.path.startswith(_EVERYWHERE):
            return self.get_response(request)
        host = request.get_host().rsplit(":", 1)[0].lower()
        if host != settings.PUBLIC_DOMAIN and host not in _LOCAL:
            tenant = tenant_by_host(host)
            if tenant is None:
                return _unknown_host(request, host)
            if tenant.suspended and _closed(request.path):
                return _suspended(tenant)
            if request.path.startswith("/admin/"):
                # The back office exists at the public address only.
                return problems.answer(code="not_found", status=404, detail=problems.NotFound.detail)
            request.tenant = tenant  # type: ignore[attr-defined]
        return self.get_response(request)


def _closed(path: str) -> bool:
    return path.startswith("/api/") and not (path == _FINISHING or path.startswith(f"{_FINISHING}/"))


def _unknown_host(request: HttpRequest, host: str) -> HttpResponseBase:
    detail = f"There is no company at {host}. Check the address, or sign up at {settings.PUBLIC_BASE_URL}."
    if request.path.startswith(("/api/", "/_allauth/")):
        return problems.answer(code="unknown_host", status=404, detail=detail)
    # The locale middleware comes later, so nobody has asked for the browser's language yet.
    chinese = translation.get_language_from_request(request) == "zh-hans"
    context = {"host": host, "home": settings.PUBLIC_BASE_URL.rstrip("/"), "chinese": chinese}
    page = render(request, "directory/unknown_host.html", context, status=404)
    patch_vary_headers(page, ["Accept-Language"])
    return page


def _suspended(tenant: TenantInfo) -> HttpResponseBase:
    detail = f"The account of {tenant.name} is suspended. Its owner can write to us to have it opened again."
    return problems.answer(code="tenant_suspended", status=403, detail=detail)
