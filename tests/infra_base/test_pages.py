"""Lists are read in pages that new rows do not shift."""

from typing import Any

from django.test import RequestFactory
from rest_framework.request import Request

from infra.base.models import Timer
from infra.base.pages import page
from infra.kit import clock


def _page(url: str) -> dict[str, Any]:
    request = Request(RequestFactory().get(url))
    rows = Timer.objects.filter(kind="page")
    return dict(page(request, rows, row=lambda timer: timer.key, ordering=("-key",)).data)


def _add(tenant_key: str, *keys: str) -> None:
    rows = [Timer(tenant_key=tenant_key, kind="page", key=key, due_at=clock.now()) for key in keys]
    Timer.objects.bulk_create(rows)


def test_pages_do_not_shift(acme: str) -> None:
    _add(acme, "a", "b", "c", "d", "e")
    first = _page("/x?limit=2")
    assert (first["results"], first["previous"]) == (["e", "d"], None)
    _add(acme, "f")
    second = _page(first["next"])
    assert second["results"] == ["c", "b"]
    last = _page(second["next"])
    assert (last["results"], last["next"]) == (["a"], None)
