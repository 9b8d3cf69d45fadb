"""Journeys commit for real: the tasks that follow a commit run, and companies are left behind."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from infra.base.models import InboxEvent, OutboxCommand, Timer
from tests.journeys.product import Product, running
from tests.journeys.world import World, opened


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """Everything `make run` starts, with the demo; shared by the tests that break nothing."""
    with running() as product:
        yield product


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """A fresh world on a virtual clock."""
    with django_db_blocker.unblock(), opened() as world:
        yield world
        # A call that was left waiting would be looked at again and again in the time of the next world.
        for shared in (InboxEvent, OutboxCommand, Timer):
            shared.objects.all().delete()
