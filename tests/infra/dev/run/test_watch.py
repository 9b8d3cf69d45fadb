"""What dies while Seatline runs is started again and said; what keeps dying ends the run with its log."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from infra.dev.run.children import ChildDied, Children
from infra.dev.run.plan import Child
from infra.dev.run.watch import DEATHS, WITHIN_S, Watch

WAITS = Child("worker", "the task worker", (sys.executable, "-c", "import signal; signal.pause()"))
FAILS = Child(
    "timers",
    "the timer loop",
    (sys.executable, "-c", "import sys; print('no such table', file=sys.stderr); sys.exit(3)"),
)


@dataclass
class StillServices:
    """Services that are down when the test says so."""

    log: Path
    gone: list[str] = field(default_factory=list)
    started: int = 0

    def down(self, state_dir: Path) -> list[tuple[str, Path]]:
        return [(name, self.log) for name in self.gone]

    def start(self, state_dir: Path) -> object:
        self.started += 1
        self.gone.clear()
        return None


@dataclass
class Time:
    """Seconds, moved by the test."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Ground:
    """A watch with its surroundings."""

    watch: Watch
    services: StillServices
    time: Time
    said: list[str]

    def until_dead(self) -> None:
        """Wait until every child has ended by itself."""
        for _, process in self.watch.children.running:
            process.wait(30)


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    children = Children(tmp_path / "logs", tmp_path / "children.json", tmp_path, dict(os.environ))
    said: list[str] = []
    services, time = StillServices(tmp_path / "valkey.log"), Time()
    yield Ground(Watch(children, services, tmp_path, said.append, time), services, time, said)
    children.stop()


def test_a_killed_child_is_said_in_one_line_and_started_again(ground: Ground) -> None:
    children = ground.watch.children
    children.start(WAITS)
    children.log_of(WAITS).write_text("ready\nconnected to the broker\n")
    (before,) = [process for _, process in children.running]
    before.kill()
    ground.until_dead()
    ground.watch.look()
    (line,) = ground.said
    assert line.startswith("! worker (the task worker) was killed by signal 9 and is started again. ")
    assert line.endswith("worker.log ends with: connected to the broker")
    assert children.running == []
    ground.time.now += 1
    ground.watch.look()
    (after,) = [process for _, process in children.running]
    assert after.pid != before.pid
    assert after.poll() is None
    assert str(after.pid) in children.record.read_text()
    assert children.log_of(WAITS).read_text().startswith("ready\n")


def test_what_keeps_dying_is_given_up_with_the_end_of_its_log(ground: Ground) -> None:
    ground.watch.children.start(FAILS)
    for _ in range(DEATHS - 1):
        ground.until_dead()
        ground.watch.look()
        ground.time.now += 5
        ground.watch.look()
    ground.until_dead()
    with pytest.raises(ChildDied) as died:
        ground.watch.look()
    assert len(ground.said) == DEATHS - 1
    assert "timers (the timer loop) ended with code 3" in str(died.value)
    assert str(died.value).endswith("    no such table")


def test_deaths_long_apart_are_never_given_up(ground: Ground) -> None:
    ground.watch.children.start(FAILS)
    for _ in range(DEATHS + 2):
        ground.until_dead()
        ground.watch.look()
        ground.time.now += WITHIN_S / (DEATHS - 1) + 1
        ground.watch.look()
    assert len(ground.said) == DEATHS + 2


def test_a_service_that_is_gone_is_said_and_started_again(ground: Ground) -> None:
    ground.services.log.write_text("out of memory\n")
    ground.services.gone = ["Valkey"]
    ground.watch.look()
    ground.time.now += 5
    ground.watch.look()
    assert ground.services.started == 1
    (line,) = ground.said
    assert line.startswith("! Valkey does not run any more and is started again. ")
    assert line.endswith("ends with: out of memory")
