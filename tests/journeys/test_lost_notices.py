"""Notices the carrier loses are made up for by asking it; without asking, a call would never end."""

from datetime import timedelta
from typing import Any

import pytest

from telephony.services.reconcile_calls import reconcile_calls
from tests.journeys.company import ok
from tests.journeys.stage import Stage
from tests.journeys.world import World

PATIENCE = timedelta(seconds=60)
LOST = [{"effect": "drop", "kind": kind} for kind in ("status", "conference", "action")]


def _until_lost(world: World, area_code: str) -> Stage:
    """Two callers, one in conversation and one waiting, hang up, and we are told nothing of it."""
    stage = Stage(world)
    stage.do_sign_up(f"Lost {area_code}", area_code)
    stage.do_status("owner", "available")
    for caller in ("talks", "waits"):
        stage.do_dial(caller, **{"from": f"+1202555017{len(caller)}"})
        stage.do_wait(3)
        stage.do_press(caller, "2")
        stage.do_wait(4)
        if caller == "talks":
            stage.do_accept("owner")
            stage.do_wait(60)
    stage.do_faults(LOST)
    stage.do_hang_up_caller("talks")
    stage.do_hang_up_caller("waits")
    stage.do_wait(70)
    return stage


def _all_is_known(stage: Stage) -> None:
    """The agent writes up the first call; the report counts one answered and one abandoned."""
    desk = stage.desks["owner"].state()
    assert desk["call"] is None, desk["call"]
    assert desk["wrapup"] is not None
    assert sum(queue["waiting"] for queue in desk["queues"]) == 0
    stage.do_expect_report(offered=2, answered=1, abandoned=1)
    calls: list[dict[str, Any]] = ok(stage.company.owner.get("/api/v1/calls"))["results"]
    assert {call["state"] for call in calls} == {"ended"}


def test_lost_notices_are_repaired(world: World) -> None:
    stage = _until_lost(world, "404")
    repaired = reconcile_calls(tenant_key=stage.company.key, older_than=PATIENCE, now=world.now)
    assert repaired >= 2
    stage.do_wait(1)
    _all_is_known(stage)
    stage.do_wrap_up("owner", "resolved", "Found out by asking.")
    stage.do_wait(300)
    stage.do_expect_ledgers_agree()
    assert reconcile_calls(tenant_key=stage.company.key, older_than=PATIENCE, now=world.now) == 0


def test_without_the_reconciler_they_are_not(world: World) -> None:
    stage = _until_lost(world, "206")
    with pytest.raises(AssertionError):
        _all_is_known(stage)
