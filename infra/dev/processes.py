"""Looks at processes by id without trusting the id: numbers are reused, command lines tell."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

_PROC = Path("/proc/self").parent if Path("/proc/self/cmdline").exists() else Path("/nonexistent")


def command_line(pid: int) -> str:
    """The process's command line; empty when there is no such process or it is a zombie."""
    if _PROC.is_dir():
        try:
            return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    asked = ["ps", "-o", "stat=,command=", "-ww", "-p", str(pid)]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return "" if found.startswith("Z") else found.partition(" ")[2]


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Poll until it is true or the time is over; returns whether it became true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() >= end:
            return False
        time.sleep(0.05)
    return True


def stop_group(pid: int, seconds: float) -> None:
    """Ask a process group to end, and end it after that many seconds."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(pid, number)
        except (ProcessLookupError, PermissionError):
            return
        if wait_until(lambda: not command_line(pid), seconds):
            return
