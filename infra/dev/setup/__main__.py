"""`python3 -m infra.dev.setup [python|packages|console]`: as much of the set-up as a make target needs."""

import os
import sys
from pathlib import Path

from infra.dev.setup import console, node, progress, python_packages

_PARTS = ("python", "packages", "console")


def set_up(part: str) -> None:
    """Do the named part and those before it: Python packages, the console's packages, the built console."""
    project = Path(__file__).resolve().parents[3]
    state = Path(os.environ.get("SEATLINE_STATE") or project / ".state")
    logs = state / "logs"
    python = python_packages.install(project, logs)
    if part == "python":
        return
    env = node.find(project, python, logs)
    console.install(project, {**os.environ, **env}, logs)
    if part == "console":
        console.build(project, {**os.environ, **env}, state)


def main() -> None:
    """Set up what the command line asks for; everything by default."""
    part = sys.argv[1] if len(sys.argv) > 1 else _PARTS[-1]
    if part not in _PARTS:
        raise SystemExit(f"There is no part “{part}”: choose one of {', '.join(_PARTS)}.")
    try:
        set_up(part)
    except progress.StepFailed as problem:
        raise SystemExit(str(problem)) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped; make goes on where it was next time.") from None


if __name__ == "__main__":
    main()
