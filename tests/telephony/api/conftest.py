"""A call centre of a committed-looking tenant, seen over HTTP."""

from collections.abc import Callable

import pytest

from infra.kit.clock import FixedClock
from telephony.models import Agent
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor
from tests.tenants.people import TenantClient, client_of


@pytest.fixture
def floor(acme: str, clock: FixedClock) -> Floor:
    """Acme's call centre; the test itself stands outside the tenant, as a browser does."""
    with in_tenant(acme):
        return Floor.open(clock.now())


@pytest.fixture
def at_desk(acme: str, floor: Floor) -> Callable[..., tuple[TenantClient, Agent]]:
    """`at_desk()`: a new agent at an open desk, and the agent's client."""

    def open_desk(role: str = "agent") -> tuple[TenantClient, Agent]:
        client = client_of(acme, role)
        with in_tenant(acme):
            return client, floor.agent(user_id=client.user.pk)

    return open_desk
