"""A call centre for each test of the calls."""

from collections.abc import Iterator

import pytest

from infra.kit.clock import FixedClock
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor


@pytest.fixture
def floor(acme: str, clock: FixedClock) -> Iterator[Floor]:
    """Acme's call centre without agents; the test runs inside the tenant."""
    with in_tenant(acme):
        yield Floor.open(clock.now())
