"""Lists in pages: a cursor instead of page numbers, so that new rows never shift what was read."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

T = TypeVar("T", bound=Model)


class CursorPages(CursorPagination):
    """Answers {next, previous, results}; `?cursor=` as found in next/previous, `?limit=` up to 200."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
    ordering = "-pk"


def page(
    request: Request,
    queryset: QuerySet[T],
    *,
    row: Callable[[T], Any],
    ordering: str | tuple[str, ...] = "-pk",
) -> Response:
    """One page of `queryset`, each object turned to JSON by `row`; read at once, inside the tenant."""
    pages = CursorPages()
    pages.ordering = ordering  # type: ignore[assignment]
    found = pages.paginate_queryset(queryset, request) or []
    return pages.get_paginated_response([row(item) for item in found])
