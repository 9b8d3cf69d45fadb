"""The one place where errors become HTTP answers: RFC 9457 problem documents with a stable code."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler

from infra.base.request_ids import current_request_id

CONTENT_TYPE = "application/problem+json"
_TITLES = {
    400: "The request is not valid",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "The present state does not allow this",
    412: "Somebody else changed this meanwhile",
    422: "The content cannot be accepted",
    429: "Too many requests",
}


class Refusal(Exception):
    """A service refuses. Subclass beside it; set `code`, `status`, and a sentence that says what to do."""

    code = "refused"
    status = 409
    detail = "This is not possible now."
    field: str | None = None

    def __init__(self, detail: str | None = None, *, field: str | None = None, **extra: Any) -> None:
        self.detail = detail or type(self).detail
        self.field = field or type(self).field
        self.extra = extra
        super().__init__(self.detail)


class NotFound(Refusal):
    """The thing asked for does not exist for this person."""

    code = "not_found"
    status = 404
    detail = "There is nothing here, or it belongs to somebody else."


class Invalid(Refusal):
    """One field of the request has a value that cannot be accepted; `field` names it."""

    code = "invalid"
    status = 400
    detail = "Please correct this value."


class Forbidden(Refusal):
    """The person is known and may not do this."""

    code = "forbidden"
    status = 403
    detail = "Your role does not allow this. Ask an administrator of your company."


def body(
    *, code: str, status: int, detail: str, errors: Sequence[Mapping[str, str]] = (), **extra: Any
) -> dict[str, Any]:
    """A problem document; `errors` are {pointer, code, detail}; `extra` goes to the top level."""
    return {
        "type": f"urn:seatline:problem:{code}",
        "title": _TITLES.get(status, "The request failed"),
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": current_request_id(),
        "errors": list(errors),
        **extra,
    }


def answer(*, code: str, status: int, detail: str, **extra: Any) -> JsonResponse:
    """A problem as a plain Django response, for middleware and views outside the REST framework."""
    document = body(code=code, status=status, detail=detail, **extra)
    return JsonResponse(document, status=status, content_type=CONTENT_TYPE)


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The REST framework's EXCEPTION_HANDLER; None (an unforeseen error) lets Django answer 500."""
    if isinstance(error, Refusal):
        return _refusal(error)
    if isinstance(error, Http404):
        error = exceptions.NotFound(NotFound.detail)
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(Forbidden.detail)
    response = drf_handler(error, dict(context))
    if response is None or not isinstance(error, exceptions.APIException):
        return response
    response.data = _api_exception(error, response.status_code)
    response.content_type = CONTENT_TYPE
    return response


def server_error(request: HttpRequest) -> JsonResponse:
    """Django's handler500 for API addresses."""
    detail = "Something went wrong on our side. Try again; if it stays, send us the request number."
    return answer(code="internal", status=500, detail=detail)


def _refusal(refusal: Refusal) -> Response:
    errors = []
    if refusal.field:
        errors = [{"pointer": f"/{refusal.field}", "code": refusal.code, "detail": refusal.detail}]
    members = {"errors": errors, **refusal.extra}
    document = body(code=refusal.code, status=refusal.status, detail=refusal.detail, **members)
    return Response(document, status=refusal.status, content_type=CONTENT_TYPE)


def _api_exception(error: exceptions.APIException, status: int) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        errors = list(_pointers(error.detail, ""))
        detail = errors[0]["detail"] if errors else "Please correct the request."
        return body(code="invalid", status=status, detail=detail, errors=errors)
    codes = error.get_codes()
    return body(code=codes if isinstance(codes, str) else "refused", status=status, detail=str(error.detail))


def _pointers(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _pointers(inner, pointer if name == "non_field_errors" else f"{pointer}/{name}")
    elif isinstance(detail, list | tuple):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            yield from _pointers(inner, f"{pointer}/{index}" if nested else pointer)
    else:
        yield {"pointer": pointer, "code": str(getattr(detail, "code", "invalid")), "detail": str(detail)}
