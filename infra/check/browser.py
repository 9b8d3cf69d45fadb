"""Finds a Chromium for the browser tests; there is always one answer or one clear sentence, never a skip."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

from infra.dev import places

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_PACKAGE = Path(__file__).parent / "chromium"
_NONE = (
    "The browser tests need Chromium or Chrome and found none: install one (Debian and Ubuntu: "
    "apt install chromium), or set CHROMIUM_PATH to its program."
)


class NoBrowser(Exception):
    """No Chromium on this machine; the message says how to get one."""


def find() -> Path:
    """CHROMIUM_PATH, else an installed Chromium or Chrome, else the npm package (Linux on x86_64 only).

    Raises NoBrowser."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        if not works(Path(named)):
            raise NoBrowser(f"CHROMIUM_PATH is {named}, which does not start: correct it or unset it.")
        return Path(named)
    for candidate in [*filter(None, map(shutil.which, _NAMES)), *_MAC]:
        if works(Path(candidate)):
            return Path(candidate)
    packaged = _from_package()
    if packaged is None or not works(packaged):
        raise NoBrowser(_NONE)
    return packaged


def works(program: Path) -> bool:
    """Whether the program starts and tells its version."""
    try:
        asked = [str(program), "--version"]
        return subprocess.run(asked, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _from_package() -> Path | None:
    """The Chromium inside @sparticuz/chromium, with its own system libraries where the machine lacks them."""
    if platform.system() != "Linux" or platform.machine() != "x86_64" or not shutil.which("npm"):
        return None
    if not (_PACKAGE / "node_modules").is_dir():
        print("· Fetching a Chromium for the browser tests, because this machine has none …", flush=True)
        fetched = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=_PACKAGE, check=False)
        if fetched.returncode:
            return None
    plain = _unpacked()
    return plain if plain and works(plain) else _unpacked("--libraries")


def _unpacked(*options: str) -> Path | None:
    """Where the package's Chromium is, unpacked into a directory that nobody else can write."""
    scratch = places.default_state() / "browser"
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    env = {**os.environ, "TMPDIR": str(scratch.resolve())}
    command = ["node", "where.mjs", *options]
    found = subprocess.run(command, cwd=_PACKAGE, env=env, capture_output=True, text=True, check=False).stdout
    return Path(found) if found else None
