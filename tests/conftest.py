"""A fresh database per test session with two stamped tenants, and what nearly every test needs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker

from infra.base.models import InboxEvent, OutboxCommand, Timer
from infra.kit import clock as clocks
from tenants.directory.context import in_tenant
from tests.tenants import database, people

MONDAY_10_NEW_YORK = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: our roles and schemas are made by the product's own commands."""
    with django_db_blocker.unblock(), database.prepared():
        yield


@pytest.fixture
def acme(db: None) -> str:
    """Key of the first tenant (acme.localhost, New York, English); the test's changes are rolled back."""
    return database.ACME


@pytest.fixture
def globex(db: None) -> str:
    """Key of the second tenant (globex.localhost, Shanghai, Chinese); the test's changes are rolled back."""
    return database.GLOBEX


@pytest.fixture
def live_tenant(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Key of a tenant of the test's own, outside any transaction: commits, commit hooks and threads are real.

    It is left behind; never use it together with `db`, `acme` or `globex`.
    """
    with django_db_blocker.unblock():
        yield database.fresh_tenant()
        # The shared tables are empty for whoever comes next; the tenant itself stays.
        for shared in (InboxEvent, OutboxCommand, Timer):
            shared.objects.all().delete()


@pytest.fixture
def clock() -> Iterator[clocks.FixedClock]:
    """The clock in use, standing at Monday 2 March 2026, 10:00 in New York."""
    fixed = clocks.FixedClock(MONDAY_10_NEW_YORK)
    with clocks.use(fixed):
        yield fixed


@pytest.fixture
def as_tenant() -> Callable[[str], AbstractContextManager[str]]:
    """`with as_tenant(acme): …` is in_tenant."""
    return in_tenant


@pytest.fixture
def api() -> Callable[..., people.TenantClient]:
    """`api(acme, role="agent")`: a client signed in at the tenant's host as a new member."""
    return people.client_of
