"""The console in the browser: its packages and its built files."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from infra.dev.setup import progress, stamps

_SOURCES = (
    "package-lock.json",
    "package.json",
    "index.html",
    "vite.config.ts",
    "tsconfig.json",
    "src",
    "public",
)


def install(project: Path, env: Mapping[str, str], logs: Path) -> None:
    """Bring frontend/node_modules to the lock's state."""
    home = project / "frontend"
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False, env=dict(env))
    wanted = stamps.fingerprint([home / "package-lock.json"], node.stdout)
    stamp = home / "node_modules" / ".seatline-stamp"
    if not stamps.is_current(stamp, wanted):
        command = ["npm", "ci", "--no-audit", "--no-fund"]
        title = "Installing the console's packages (about 30 s the first time)"
        progress.run(title, command, logs / "npm.log", cwd=home, env=env)
        stamps.finish(stamp, wanted)


def build(project: Path, env: Mapping[str, str], state: Path) -> None:
    """Build frontend/dist when a source changed since it was last built."""
    home = project / "frontend"
    wanted = stamps.fingerprint(_sources(home))
    stamp = state / "stamps" / "console"
    if not stamps.is_current(stamp, wanted) or not (home / "dist").is_dir():
        log = state / "logs" / "setup-build.log"
        progress.run(
            "Building the console", ["npm", "run", "build"], log, cwd=home, env={**env, "NO_COLOR": "1"}
        )
        stamps.finish(stamp, wanted)


def _sources(home: Path) -> Iterator[Path]:
    for name in _SOURCES:
        place = home / name
        if place.is_dir():
            yield from (file for file in place.rglob("*") if file.is_file())
        elif place.exists():
            yield place
