"""Journeys without a browser: YAML scripts played on the virtual clock through the whole product."""

import pytest

from tests.journeys.stage import perform
from tests.journeys.world import World


@pytest.mark.parametrize("script", ["main_job", "troubles", "month"])
def test_script(world: World, script: str) -> None:
    perform(world, script)
