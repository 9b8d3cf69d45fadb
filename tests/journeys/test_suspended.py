"""A suspended company takes no new calls and finishes those it has; resumed, it works as before."""

from tenants.directory.facade import change_state
from tests.journeys.company import ok
from tests.journeys.stage import Stage
from tests.journeys.world import World


def test_a_company_is_suspended_in_the_middle_of_its_calls(world: World) -> None:
    stage = Stage(world)
    stage.do_sign_up("Paused Ltd", "305")
    stage.do_status("owner", "available")
    _until_it_rings(stage, "before", "+12025550181")
    stage.do_accept("owner")
    stage.do_wait(30)

    _turn(stage, "suspended")
    stage.do_dial("during", **{"from": "+12025550182"})
    stage.do_wait(15)
    stage.do_expect_heard("during", "cannot take calls at the moment")
    stage.do_expect_ended("during", "completed")
    assert stage.company.owner.get("/api/v1/calls").status_code == 403
    desk = stage.desks["owner"].state()
    assert (desk["call"]["state"], desk["offer"]) == ("talking", None)
    stage.do_hold("owner")
    stage.do_resume("owner")
    stage.do_hang_up("owner")
    stage.do_expect_ended("before", "completed")
    stage.do_wrap_up("owner", "resolved", "Finished although suspended.")

    _turn(stage, "active")
    _until_it_rings(stage, "after", "+12025550183")
    stage.do_accept("owner")
    stage.do_wait(5)
    stage.do_hang_up("owner")
    stage.do_wrap_up("owner", "resolved", "As before.")
    calls = ok(stage.company.owner.get("/api/v1/calls"))["results"]
    assert [call["outcome"] for call in calls] == ["answered", "suspended", "answered"]
    stage.do_expect_report(offered=2, answered=2, abandoned=0, minutes=2)


def _until_it_rings(stage: Stage, caller: str, number: str) -> None:
    stage.do_dial(caller, **{"from": number})
    stage.do_wait(3)
    stage.do_press(caller, "2")
    stage.do_wait(4)
    stage.do_expect_offer("owner", number, ["2"])


def _turn(stage: Stage, state: str) -> None:
    assert change_state(stage.company.key, state, actor="operator@seatline.example", now=stage.world.now)
