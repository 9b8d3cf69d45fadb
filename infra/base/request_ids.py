"""A number for each request, in every log line and problem, so that people can quote it."""

import re
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from infra.kit.ids import uuid7

_HEADER = "X-Request-Id"
_SAFE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current_request_id() -> str | None:
    """The number of the request being answered, or None outside one."""
    return _current.get()


class RequestIdMiddleware:
    """Takes a well-formed X-Request-Id from the proxy or makes one; sends it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(_HEADER, "")
        number = given if _SAFE.fullmatch(given) else str(uuid7())
        token = _current.set(number)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response.headers[_HEADER] = number
        return response
