"""Errors become problem documents with a stable code."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers

from infra.base import problems


class Sold(problems.Refusal):
    """For the test."""

    code = "sold_out"
    detail = "Nothing is left. Come back tomorrow."
    field = "seats"


def _document(error: Exception) -> dict[str, Any]:
    response = problems.exception_handler(error, {})
    assert response is not None
    assert response.content_type == "application/problem+json"
    assert response.data["status"] == response.status_code
    return dict(response.data)


def test_a_refusal_keeps_its_words_and_names_its_field() -> None:
    document = _document(Sold(left=0))
    assert (document["status"], document["code"], document["left"]) == (409, "sold_out", 0)
    assert document["errors"] == [{"pointer": "/seats", "code": "sold_out", "detail": Sold.detail}]
    assert _document(Sold("Only three are left."))["detail"] == "Only three are left."


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "permission_denied"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.Throttled(wait=3), 429, "throttled"),
        (exceptions.ParseError(), 400, "parse_error"),
    ],
)
def test_known_errors(error: Exception, status: int, code: str) -> None:
    document = _document(error)
    assert (document["status"], document["code"]) == (status, code)


def test_field_errors_point_into_the_document() -> None:
    detail: Any = {"name": ["Required."], "lines": [{}, {"text": ["Too long."]}], "non_field_errors": ["No."]}
    pointers = [error["pointer"] for error in _document(serializers.ValidationError(detail))["errors"]]
    assert pointers == ["/name", "/lines/1/text", ""]


def test_an_unforeseen_error_is_left_to_the_server() -> None:
    assert problems.exception_handler(ZeroDivisionError(), {}) is None
