"""A call centre with a carrier account."""

import pytest

from infra.kit.clock import FixedClock
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor
from tests.telephony.webhooks.carrier_line import CarrierLine


@pytest.fixture
def floor(acme: str, clock: FixedClock) -> Floor:
    """Acme's call centre; the test itself stands outside the tenant, as a webhook does."""
    with in_tenant(acme):
        return Floor.open(clock.now())


@pytest.fixture
def line(acme: str, floor: Floor) -> CarrierLine:
    """Acme's account at the carrier."""
    return CarrierLine.open(acme)
