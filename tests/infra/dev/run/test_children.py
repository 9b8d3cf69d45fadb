"""The launcher ends every process it started, those of a killed launcher too, and nobody else's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.dev import processes
from infra.dev.run.children import ChildDied, Children, stop_leftovers
from infra.dev.run.plan import Child

# The empty argument at the end is what our task clock has, and the system shows it as a blank.
WAITS = (sys.executable, "-c", "import signal; signal.pause()", "")
# Starts a process of its own, tells its id, and does not listen to polite requests.
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, subprocess, sys\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "inner = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
    "print(inner.pid, flush=True)\n"
    "signal.pause()",
)
FAILS = (sys.executable, "-c", "import sys; print('no such table', file=sys.stderr); sys.exit(3)")


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    started = Children(tmp_path / "logs", tmp_path / "children.json", tmp_path, dict(os.environ))
    yield started
    started.stop()


def test_a_dead_child_is_named_with_the_end_of_its_log(children: Children) -> None:
    children.start(Child("worker", "the task worker", FAILS))
    with pytest.raises(ChildDied) as died:
        children.wait_for(lambda: False, 30)
    assert str(died.value).startswith("worker (the task worker) ended with code 3.")
    assert str(died.value).endswith("    no such table")


def test_stopping_ends_a_stubborn_child_and_what_it_started(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.dev.run.children._PATIENCE_S", 0.2)
    stubborn = Child("stubborn", "a process that does not end", STUBBORN)
    children.start(stubborn)
    assert children.wait_for(lambda: bool(children.log_of(stubborn).read_text().strip()), 30)
    inner = int(children.log_of(stubborn).read_text())
    outer = children.running[0][1].pid
    children.stop()
    assert processes.wait_until(lambda: not processes.command_line(inner), 10)
    assert not processes.command_line(outer)
    assert not children.record.exists()


def test_what_a_killed_launcher_left_behind_is_ended(children: Children) -> None:
    children.start(Child("timers", "the timer loop", WAITS))
    process = children.running[0][1]
    assert processes.wait_until(lambda: WAITS[2] in processes.command_line(process.pid), 10)
    assert stop_leftovers(children.record) == [" ".join(WAITS)]
    assert process.wait(10) != 0


def test_a_reused_process_id_is_left_alone(tmp_path: Path) -> None:
    record = tmp_path / "children.json"
    with subprocess.Popen(WAITS, start_new_session=True) as stranger:
        record.write_text(json.dumps({str(stranger.pid): "celery worker"}))
        assert stop_leftovers(record) == []
        assert stranger.poll() is None
        stranger.kill()
