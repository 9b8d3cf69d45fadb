"""A month of callers: answered, given up, hung up in the menu, by night to the voicemail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.journeys import money
from tests.journeys.company import Company, Desk
from tests.journeys.world import World


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who will call at `at`; times in seconds."""

    at: datetime
    number: str
    kind: str
    waits_s: int
    talks_s: int
    agent_ends: bool


def callers(seed: int, start: datetime, days: int, a_day: int) -> list[Caller]:
    """So many callers a day in [start, start + days), one after the other, the same for the same seed."""
    random = Random(seed)
    return [caller for day in range(days) for caller in _one_day(random, start + timedelta(days=day), a_day)]


def live_through(world: World, company: Company, desk: Desk, people: list[Caller]) -> None:
    """Everybody calls in turn; billing collects minutes once a day."""
    today = world.now.date()
    for caller in people:
        world.pass_time((caller.at - world.now).total_seconds())
        if world.now.date() != today:
            today = world.now.date()
            money.metered(world, company)
        _call(world, company, desk, caller)


def _one_day(random: Random, day: datetime, a_day: int) -> Iterator[Caller]:
    for slot in range(a_day):
        yield Caller(
            at=day + timedelta(minutes=slot * (480 / a_day) + random.uniform(0, 20)),
            number=f"+1202555{random.randint(100, 199):04d}",
            kind=random.choices(["answered", "gives_up", "hangs_up_in_menu"], [75, 15, 10])[0],
            waits_s=random.randint(2, 18),
            talks_s=min(1200, round(random.lognormvariate(4.6, 0.9))),
            agent_ends=random.random() < 0.5,
        )


def _call(world: World, company: Company, desk: Desk, caller: Caller) -> None:
    desk.come_in()
    sid = world.carrier.dial(caller.number, company.number)
    world.pass_time(4)
    if caller.kind != "hangs_up_in_menu":
        world.carrier.press(sid, "1")
        world.settle()
        world.pass_time(caller.waits_s)
    if caller.kind == "answered":
        _talk(world, desk, sid, caller)
    else:
        world.carrier.hang_up(sid)
        world.settle()
    world.pass_time(3)
    desk.leave()


def _talk(world: World, desk: Desk, sid: str, caller: Caller) -> None:
    desk.accept()
    world.pass_time(caller.talks_s)
    if caller.agent_ends:
        desk.hang_up()
    else:
        world.carrier.hang_up(sid)
    world.settle()
    desk.wrap_up("")
