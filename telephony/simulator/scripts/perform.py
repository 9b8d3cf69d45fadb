"""Performing a script inside a simulator."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from telephony.simulator.calls.switch import Switch
from telephony.simulator.clock import VirtualClock
from telephony.simulator.ports import NotInService
from telephony.simulator.records.store import Json
from telephony.simulator.scripts.claims import heard, wrong
from telephony.simulator.scripts.document import Role, Script, Step
from telephony.simulator.scripts.people import People, Person

POLL_S = 0.25
"""How often `until` looks."""


@dataclass
class Report:
    """How a script went."""

    name: str
    failures: list[str] = field(default_factory=list)
    people: dict[str, Json] = field(default_factory=dict)
    """Per person: call_sid, status, duration, heard."""

    @property
    def passed(self) -> bool:
        """Tell whether every expectation held."""
        return not self.failures

    def as_json(self) -> Json:
        """Return the report for the control API."""
        return {"name": self.name, "passed": self.passed, "failures": self.failures, "people": self.people}


class Performance:
    """One run of one script."""

    def __init__(self, switch: Switch, people: People, script: Script) -> None:
        self._switch = switch
        self._people = people
        self._script = script
        self._start = switch.clock.now()
        self._before = switch.ledger.report()["sums"]
        self.report = Report(script.name)

    async def run(self) -> Report:
        """Let everybody act side by side, then compare with the expectations."""
        cast = [(role, self._enter(role)) for role in self._script.people]
        try:
            await asyncio.gather(*(self._act(role, person) for role, person in cast))
        finally:
            for _, person in cast:
                self._people.dismiss(person)
        self._compare({role.name: person for role, person in cast})
        return self.report

    def _enter(self, role: Role) -> Person:
        if role.client:
            return self._people.client(role.account, role.client, role.answers)
        return self._people.phone(role.phone, role.answers)

    async def _act(self, role: Role, person: Person) -> None:
        for step in role.steps:
            try:
                await self._do(role, person, step)
            except NotInService as problem:
                self.report.failures.append(f"{role.name}: {problem}")
                return

    async def _do(self, role: Role, person: Person, step: Step) -> None:
        value = step.value
        if step.do == "at":
            passed = (self._switch.clock.now() - self._start).total_seconds()
            await self._switch.clock.sleep(float(value) - passed)
        elif step.do == "wait":
            await self._switch.clock.sleep(float(value))
        elif step.do == "dial":
            await person.dial(str(value))
        elif step.do == "connect":
            params = {str(name): str(text) for name, text in (value.get("params") or {}).items()}
            await person.connect(role.account, str(value["application"]), params)
        elif step.do == "until":
            await self._until(role, person, value)
        elif step.do == "expect":
            self._claim(role.name, person, value)
        elif person.calls:
            await person.do(step.do, person.calls[-1], str(value or ""))
        else:
            self.report.failures.append(f"{role.name}: cannot {step.do}, there is no call")

    async def _until(self, role: Role, person: Person, claims: dict[str, Any]) -> None:
        waited = 0.0
        while waited < float(claims.get("within", 30)):
            if person.calls and not list(wrong(self._page(person), claims)):
                return
            await self._switch.clock.sleep(POLL_S)
            waited += POLL_S
        self._claim(role.name, person, claims)

    def _page(self, person: Person) -> Json:
        return self._switch.ledger.call(person.calls[-1])

    def _claim(self, name: str, person: Person, claims: dict[str, Any]) -> None:
        if not person.calls:
            self.report.failures.append(f"{name}: has no call")
            return
        self.report.failures += [f"{name}: {problem}" for problem in wrong(self._page(person), claims)]

    def _compare(self, cast: dict[str, Person]) -> None:
        for claims in self._script.expect:
            if "person" in claims:
                self._claim(str(claims["person"]), cast[claims["person"]], claims)
            else:
                have = self._switch.ledger.report()["sums"][claims["sum"]] - self._before[claims["sum"]]
                if have != claims["is"]:
                    self.report.failures.append(f"the sum of {claims['sum']} is {have}, not {claims['is']}")
        for name, person in cast.items():
            if person.calls:
                page = self._page(person)
                shown = {key: page[key] for key in ("call_sid", "status", "duration")}
                self.report.people[name] = shown | {"heard": heard(page)}


async def perform(switch: Switch, people: People, script: Script) -> Report:
    """Run a script to its end; a virtual clock is driven as fast as it goes."""
    task = asyncio.ensure_future(Performance(switch, people, script).run())
    if isinstance(switch.clock, VirtualClock):
        await switch.clock.drive(task)
    return await task
