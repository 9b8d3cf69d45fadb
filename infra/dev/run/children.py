"""Starts child processes in groups of their own, watches them, and ends every one of them."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from infra.dev import processes
from infra.dev.run.plan import Child

_PATIENCE_S = 8
_LINES_SHOWN = 20


class ChildDied(Exception):
    """A process ended that should run; the message shows the end of its log."""


@dataclass
class Children:
    """The running children; `record` lists them for the next launcher, should this one be killed."""

    logs: Path
    record: Path
    cwd: Path
    env: Mapping[str, str]
    running: list[tuple[Child, "subprocess.Popen[bytes]"]] = field(default_factory=list)

    def start(self, child: Child, *, again: bool = False) -> None:
        """Start it with its output in a log of its own; a signal to the terminal does not reach it.

        The log begins anew, unless the child is started `again`."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log_of(child).open("ab" if again else "wb") as log:
            process = subprocess.Popen(
                child.command,
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append((child, process))
        entries = {str(process.pid): " ".join(child.command) for child, process in self.running}
        written = self.record.with_suffix(".new")  # whoever reads the record never sees half of it
        written.write_text(json.dumps(entries))
        written.replace(self.record)

    def log_of(self, child: Child) -> Path:
        """Where the child's output goes."""
        return self.logs / f"{child.name}.log"

    def check(self) -> None:
        """Raise ChildDied when one has ended."""
        for child, process in self.running:
            code = process.poll()
            if code is not None:
                raise ChildDied(self.obituary(child, code))

    def bury(self) -> list[tuple[Child, int]]:
        """Forget the children that have ended and what they started; returns them with their exit codes."""
        dead = [(child, process) for child, process in self.running if process.poll() is not None]
        for child, process in dead:
            _signal(process, signal.SIGKILL)
            self.running.remove((child, process))
        return [(child, process.returncode) for child, process in dead]

    def wait_for(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait until it is true, watching the children meanwhile; False when the time is over.

        Raises ChildDied when a child ends first."""
        end = time.monotonic() + seconds
        while not true():
            self.check()
            if time.monotonic() >= end:
                return False
            time.sleep(0.1)
        return True

    def stop(self) -> None:
        """End all, last started first; those that do not end in time are killed."""
        for _, process in reversed(self.running):
            _signal(process, signal.SIGTERM)
        end = time.monotonic() + _PATIENCE_S
        for _, process in reversed(self.running):
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
            _signal(process, signal.SIGKILL)  # what the child itself started and left behind
        self.running.clear()
        self.record.unlink(missing_ok=True)

    def obituary(self, child: Child, code: int) -> str:
        """How it ended, and the last lines of its log."""
        log = self.log_of(child)
        lines = log.read_text(errors="replace").splitlines()[-_LINES_SHOWN:]
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return "\n".join(
            [f"{child.name} ({child.title}) {how}. {log} ends with:", *(f"    {x}" for x in lines)]
        )


def _signal(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return  # it ended by itself; macOS answers EPERM for a group of zombies


def stop_leftovers(record: Path) -> list[str]:
    """End children a killed launcher left behind; returns their command lines.

    Ids are reused, so only a process whose command line is still the recorded one is ended."""
    if not record.exists():
        return []
    stopped = []
    for pid, command in json.loads(record.read_text() or "{}").items():
        if processes.command_line(int(pid)).split() == command.split():
            processes.stop_group(int(pid), _PATIENCE_S)
            stopped.append(command)
    record.unlink()
    return stopped
