"""Starts again what dies while Seatline runs, says so in one line, and gives up on what keeps dying."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from infra.dev.run.children import ChildDied, Children
from infra.dev.run.plan import Child

DEATHS = 4
WITHIN_S = 60.0
FIRST_WAIT_S = 0.5
SERVICES_EVERY_S = 1.0
_LONGEST_LINE = 200


class Services(Protocol):
    """The embedded PostgreSQL and Valkey, or a test's."""

    def down(self, state_dir: Path) -> list[tuple[str, Path]]:
        """The names and logs of those that should run and do not."""

    def start(self, state_dir: Path) -> object:
        """Start what does not run."""


@dataclass
class Watch:
    """Looks after children and services; `say` tells people, times are monotonic seconds."""

    children: Children
    services: Services
    state: Path
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _deaths: dict[str, list[float]] = field(default_factory=dict)
    _due: list[tuple[float, Child]] = field(default_factory=list)
    _services_at: float = 0.0

    def look(self) -> None:
        """See to everything once; raises ChildDied for what died DEATHS times within WITHIN_S."""
        now = self.clock()
        if now >= self._services_at:
            self._see_to_services(now)
            self._services_at = self.clock() + SERVICES_EVERY_S
        for child, code in self.children.bury():
            self._wait(child, code, now)
        for due in [due for due in self._due if due[0] <= now]:
            self._due.remove(due)
            self.children.start(due[1], again=True)

    def _wait(self, child: Child, code: int, now: float) -> None:
        log = self.children.log_of(child)
        deaths = self._count(child.name, now, lambda: self.children.obituary(child, code))
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        self.say(f"! {child.name} ({child.title}) {how} and is started again. {end_of(log)}")
        self._due.append((now + FIRST_WAIT_S * 2 ** (deaths - 1), child))

    def _see_to_services(self, now: float) -> None:
        down = self.services.down(self.state)
        for name, log in down:
            told = f"{name} does not run any more"
            self._count(name, now, lambda: f"{told}. {end_of(log)}")  # noqa: B023 - used at once
            self.say(f"! {told} and is started again. {end_of(log)}")
        if down:
            self.services.start(self.state)

    def _count(self, name: str, now: float, obituary: Callable[[], str]) -> int:
        deaths = [at for at in self._deaths.get(name, []) if now - at < WITHIN_S] + [now]
        self._deaths[name] = deaths
        if len(deaths) >= DEATHS:
            raise ChildDied(f"{DEATHS} times within a minute, which is given up now:\n{obituary()}")
        return len(deaths)


def end_of(log: Path) -> str:
    """Where its log is and the last line of it, in one line."""
    lines = log.read_text(errors="replace").split("\n") if log.exists() else []
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f"{log} ends with: {last[:_LONGEST_LINE]}" if last else f"{log} is empty."
