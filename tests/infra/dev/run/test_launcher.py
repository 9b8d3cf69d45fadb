"""The launcher as a person meets it: a taken port, a second start, an impatient Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from infra.dev import places, processes, services
from infra.dev.run.ports import HOST, answers

LAUNCH = (sys.executable, "-m", "infra.dev.run")
NAMES = ("SEATLINE_PORT", "SEATLINE_CARRIER_PORT", "SEATLINE_BILLING_PORT")


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    found = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return found


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    ours = ("DATABASE", "MIGRATOR", "BOOTSTRAP", "REDIS", "CARRIER", "STRIPE", "PUBLIC", "SEATLINE", "DJANGO")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    ports = {name: str(port) for name, port in zip(NAMES, _free_ports(3), strict=True)}
    yield {**kept, **ports, "SEATLINE_STATE": str(tmp_path)}
    services.remove(tmp_path)


def _start(env: dict[str, str]) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    return subprocess.Popen(LAUNCH, cwd=places.PROJECT_DIR, env=env, stdout=pipe, stderr=pipe, text=True)


def _read_until(output: IO[str] | None, word: str) -> None:
    assert output is not None
    assert any(word in line for line in output), f"the launcher ended without saying “{word}”"


def test_a_taken_port_ends_the_start_with_one_sentence(env: dict[str, str]) -> None:
    with socket.create_server((HOST, int(env["SEATLINE_CARRIER_PORT"]))):
        launcher = _start(env)
        _, complaint = launcher.communicate(timeout=60)
    assert launcher.returncode == 1
    assert complaint.startswith(f"Port {env['SEATLINE_CARRIER_PORT']} is taken by another program")
    assert complaint.count("\n") == 1
    assert not processes.wait_until(lambda: answers(int(env["SEATLINE_BILLING_PORT"])), 0)


def test_an_impatient_stop_ends_everything_and_is_no_error(env: dict[str, str]) -> None:
    launcher = _start(env)
    _read_until(launcher.stdout, "Preparing the database")
    second = subprocess.run(
        LAUNCH, cwd=places.PROJECT_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert second.stderr.startswith(f"Seatline already runs from this directory (process {launcher.pid})")
    record = Path(env["SEATLINE_STATE"]) / "children.json"
    children = [int(pid) for pid in json.loads(record.read_text())]
    assert len(children) == 2
    launcher.send_signal(signal.SIGINT)
    launcher.send_signal(signal.SIGINT)
    output, complaint = launcher.communicate(timeout=60)
    assert (launcher.returncode, complaint) == (0, "")
    assert output.endswith("· Everything is stopped.\n")
    assert not any(processes.command_line(pid) for pid in children)
