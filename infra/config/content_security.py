"""The content security policy of every page: no inline code, nonces, and the carrier's addresses."""

from typing import Any

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

# The back office (django-unfold) runs Alpine, which compiles expressions with Function and styles inline.
_BACK_OFFICE = {
    "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}
# Swagger UI brings one inline style sheet; the page shows nothing but the API description.
_API_DOCS = {"style-src": [SELF, UNSAFE_INLINE]}
_LOOSENED = {"/admin/": _BACK_OFFICE, "/api/docs": _API_DOCS}


def _carrier_connect(signalling: str, insecure: bool) -> list[str]:
    if not signalling:
        return ["wss://*.twilio.com", "https://eventgw.twilio.com", "https://eventgw.*.twilio.com"]
    socket, http = ("ws", "http") if insecure else ("wss", "https")
    return [f"{socket}://{signalling}", f"{http}://{signalling}"]


def policy(signalling: str, insecure: bool) -> dict[str, Any]:
    """django-csp's settings; `signalling` is the stand-in carrier's host:port, empty for the real one."""
    connect = [SELF, *_carrier_connect(signalling, insecure)]
    media = [SELF, "blob:", "data:", "https://sdk.twilio.com", *(c for c in connect if c.startswith("http"))]
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF, NONCE],
            "style-src": [SELF, NONCE],
            "img-src": [SELF, "data:", "blob:"],
            "font-src": [SELF],
            "connect-src": connect,
            "media-src": media,
            "worker-src": [SELF, "blob:"],
            "manifest-src": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
        }
    }


class PolicyMiddleware(CSPMiddleware):
    """Sends the policy (two pages get a looser one) and the browser features that pages may use."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the headers unless the view has set its own."""
        for prefix, replaced in _LOOSENED.items():
            if request.path.startswith(prefix):
                setattr(response, "_csp_replace", replaced)  # noqa: B010 - django-csp reads this attribute
        response.headers.setdefault(
            "Permissions-Policy", "microphone=(self), display-capture=(), camera=(), geolocation=()"
        )
        return super().process_response(request, response)
