"""Remembers what a step was done for, so that a second run skips it."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """One hash over the names and contents of files and some words (versions)."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(os.fsencode(file) + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Whether the step was last finished for this very value."""
    return stamp.is_file() and stamp.read_text() == value


def finish(stamp: Path, value: str) -> None:
    """Write down that the step is finished for this value."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
