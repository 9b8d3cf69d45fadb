"""Every address and every task there is: refused to strangers, to other companies, and without a company."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app
from django.core.exceptions import ObjectDoesNotExist
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.views import APIView

from infra.base.models import OutboxCommand
from tenants.directory.context import TenantTask, UnknownTenant
from tenants.identity.api import PublicView, TenantView
from tests.tenants.people import TenantClient, client_of, member, stranger_at

METHODS = ("get", "post", "put", "patch", "delete")
OURS = ("infra.", "tenants.", "telephony.", "reporting.", "billing.")
# These take a row's number; the row names the company.
BY_ROW = frozenset({"infra.base.tasks.send_outbox", "infra.base.tasks.work_inbox"})
_VALUES = {"uuid": "00000000-0000-7000-8000-000000000000", "int": "1", "slug": "x", "str": "x", "path": "x"}


def _views(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, type[APIView]]]:
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _views(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            view = getattr(entry.callback, "cls", None)
            if view is not None and issubclass(view, APIView):
                yield route, view


def _address(route: str) -> str:
    for name, value in _VALUES.items():
        while f"<{name}:" in route:
            start = route.index(f"<{name}:")
            route = route[:start] + value + route[route.index(">", start) + 1 :]
    return "/" + route


ALL_VIEWS = list(_views(get_resolver().url_patterns))
TENANT_VIEWS = [(route, view) for route, view in ALL_VIEWS if issubclass(view, TenantView)]
TENANT_CALLS = [
    (_address(route), method) for route, view in TENANT_VIEWS for method in METHODS if hasattr(view, method)
]


def test_every_view_is_for_members_or_declared_public() -> None:
    declared = (TenantView, PublicView, SpectacularAPIView, SpectacularSwaggerView)
    assert [route for route, view in ALL_VIEWS if not issubclass(view, declared)] == []
    assert len(TENANT_CALLS) > 10


def _codes(client: TenantClient, calls: list[tuple[str, str]], **extra: str) -> dict[str, tuple[int, str]]:
    found = {}
    for address, method in calls:
        answer = getattr(client, method)(address, {} if method != "get" else None, **extra)
        found[f"{method} {address}"] = (answer.status_code, str(getattr(answer, "data", {}).get("code")))
    return found


def _others(found: dict[str, tuple[int, str]], expected: tuple[int, str]) -> dict[str, tuple[int, str]]:
    return {call: answer for call, answer in found.items() if answer != expected}


def test_strangers_are_asked_to_sign_in(acme: str) -> None:
    found = _codes(stranger_at(acme), TENANT_CALLS)
    assert _others(found, (401, "not_authenticated")) == {}


def test_members_of_another_company_are_turned_away(acme: str, globex: str) -> None:
    visitor = stranger_at(acme)
    visitor.force_login(
        member(globex, "owner"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert _others(_codes(visitor, TENANT_CALLS), (403, "not_a_member")) == {}


def test_the_public_address_shows_no_companys_data(acme: str) -> None:
    owner = client_of(acme)
    assert _others(_codes(owner, TENANT_CALLS, HTTP_HOST="localhost"), (404, "no_company")) == {}


def _tasks() -> dict[str, tuple[Any, list[inspect.Parameter]]]:
    """Every task of ours with its parameters; sweeps, which take none, work through all companies."""
    current_app.loader.import_default_modules()
    ours = {name: task for name, task in current_app.tasks.items() if name.startswith(OURS)}
    found = {
        name: (task, list(inspect.signature(task.run).parameters.values())) for name, task in ours.items()
    }
    return {name: pair for name, pair in found.items() if pair[1] and name not in BY_ROW}


def test_every_task_names_its_company_first() -> None:
    found = _tasks()
    assert len(found) > 2
    assert [name for name, (_, wanted) in found.items() if wanted[0].name != "tenant_key"] == []


@pytest.mark.parametrize("key", ["t_nobody0000000000", "", "public", None])
def test_a_task_for_no_company_does_nothing(db: None, key: str | None) -> None:
    before = OutboxCommand.objects.count()
    for name, (task, wanted) in _tasks().items():
        others = ["x" for each in wanted[1:] if each.default is inspect.Parameter.empty]
        try:
            done = task(key, *others)
        except (LookupError, ObjectDoesNotExist) as refused:
            done = refused
        expected = UnknownTenant if isinstance(task, TenantTask) else (type(None), Exception)
        assert isinstance(done, expected), name
    assert OutboxCommand.objects.count() == before
