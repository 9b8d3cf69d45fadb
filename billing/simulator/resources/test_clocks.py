"""/v1/test_helpers/test_clocks."""

from billing.simulator.form import Params, integer, text
from billing.simulator.ledger.time_passes import pass_until
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

KIND = "test_helpers.test_clock"


@route("POST", "/v1/test_helpers/test_clocks", "frozen_time name")
def create(world: World, params: Params) -> Json:
    """A time line of its own."""
    frozen = integer(params, "frozen_time")
    if frozen is None:
        raise bad("Missing required param: frozen_time.", "frozen_time", "parameter_missing")
    now = world.clock.now()
    clock = {
        "id": world.new_id("clock"),
        "object": KIND,
        "created": now,
        "deletes_after": now + 30 * 86_400,
        "frozen_time": frozen,
        "livemode": False,
        "name": text(params, "name"),
        "status": "ready",
        "status_details": {},
    }
    return world.create(clock, f"{KIND}.created")


@route("GET", "/v1/test_helpers/test_clocks", PAGING)
def every(world: World, params: Params) -> Json:
    """List test clocks."""
    return listed(world, params, "/v1/test_helpers/test_clocks", world.store.of_kind(KIND))


@route("GET", "/v1/test_helpers/test_clocks/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One test clock."""
    return world.get(KIND, identifier)


@route("POST", "/v1/test_helpers/test_clocks/{}/advance", "frozen_time")
def advance(world: World, params: Params, identifier: str) -> Json:
    """Move it forward; answers `advancing`, and is `ready` at the next look."""
    clock = world.get(KIND, identifier)
    target = integer(params, "frozen_time")
    if target is None or target <= clock["frozen_time"]:
        raise bad("The frozen time must be after the clock's present time.", "frozen_time")
    details = {"advancing": {"target_frozen_time": target}}
    world.update(clock, None, status="advancing", status_details=details)
    world.emit(f"{KIND}.advancing", clock)
    shown = {**clock}
    pass_until(world, target, lambda at: _set(world, identifier, at), identifier)
    clock = world.get(KIND, identifier)
    world.update(clock, None, status="ready", status_details={})
    world.emit(f"{KIND}.ready", clock)
    return shown


def _set(world: World, identifier: str, at: int) -> None:
    clock = world.get(KIND, identifier)
    world.update(clock, None, frozen_time=max(at, clock["frozen_time"]))


@route("DELETE", "/v1/test_helpers/test_clocks/{}")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Delete it with everything on its time line."""
    clock = world.get(KIND, identifier)
    for customer in world.store.of_kind("customer"):
        if customer["test_clock"] == identifier:
            for subscription in world.store.of_kind("subscription", customer["id"]):
                world.store.drop(subscription["id"])
            world.store.drop(customer["id"])
    world.emit(f"{KIND}.deleted", clock)
    world.store.drop(identifier)
    return {"id": identifier, "object": KIND, "deleted": True}
