"""Runs a slow step with a line when it begins, signs of life, and the log's end when it fails."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_SIGN_OF_LIFE_S = 15
_LINES_SHOWN = 25


class StepFailed(Exception):
    """A step of the set-up failed; the message says which and what to do."""


def say(line: str) -> None:
    """Print a progress line at once, also into a pipe."""
    print(line, flush=True)


def run(
    title: str, command: Sequence[str], log: Path, *, cwd: Path, env: Mapping[str, str] | None = None
) -> None:
    """Run the command with its output in `log`; `env` adds to this process's environment.

    Raises StepFailed with the log's last lines."""
    say(f"· {title} …")
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            env=os.environ | (env or {}),
        )
        try:
            code = _wait(process, began)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if code:
        raise StepFailed(f"“{title}” failed. {log} ends with:\n{_end_of(log)}")
    say(f"  done in {time.monotonic() - began:.0f} s")


def _wait(process: "subprocess.Popen[bytes]", began: float) -> int:
    while True:
        try:
            return process.wait(_SIGN_OF_LIFE_S)
        except subprocess.TimeoutExpired:
            say(f"  still working: {time.monotonic() - began:.0f} s")


def _end_of(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-_LINES_SHOWN:]
    return "\n".join(f"    {line}" for line in lines)
