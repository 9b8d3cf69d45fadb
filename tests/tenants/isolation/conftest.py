"""Three tenants with a canary each, committed, and no transaction around the test."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.tenants.isolation.ground import plant


@pytest.fixture(scope="module")
def three(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Keys of three tenants."""
    with django_db_blocker.unblock():
        yield [plant() for _ in range(3)]
