"""What the API description cannot find out by itself: how a request proves who sends it."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session cookie of the company's own host; unsafe methods also send the CSRF token."""

    target_class = "tenants.identity.api.access.Session"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The scheme as OpenAPI writes it."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Unsafe methods also send the csrftoken cookie's value as X-CSRFToken.",
        }
