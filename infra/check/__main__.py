"""`python -m infra.check fast|test|all`: runs the checks, cheap ones first, and names those that failed."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from infra.check import browser
from infra.dev import places
from infra.dev.setup import node, progress, python_packages

_BIN = places.PROJECT_DIR / ".venv" / "bin"
_PYTHON = str(_BIN / "python")
_FRONT = "frontend"


@dataclass(frozen=True)
class Step:
    """A check: what people call it, its command, and the directory it runs in (below the project)."""

    title: str
    command: tuple[str, ...]
    directory: str = "."
    env: dict[str, str] = field(default_factory=dict)


_NO_JOURNEYS = ("--ignore", "tests/journeys")
_TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "infra.config.settings.test"}

FAST = (
    Step("Python format", (str(_BIN / "ruff"), "format", "--check", ".")),
    Step("Python lint", (str(_BIN / "ruff"), "check", ".")),
    Step("Sizes of files and functions", (_PYTHON, "-m", "infra.check.sizes")),
    Step("Purity of the engines", (_PYTHON, "-m", "infra.check.purity")),
    Step("Import contracts", (str(_BIN / "lint-imports"),)),
    Step("Front-end format and lint", ("npm", "run", "--silent", "lint"), _FRONT),
    Step("Front-end types", ("npm", "run", "--silent", "typecheck"), _FRONT),
    Step("Python types", (str(_BIN / "mypy"), ".")),
    Step(
        "Models and migrations agree", (_PYTHON, "manage.py", "makemigrations", "--check"), env=_TEST_SETTINGS
    ),
    Step("API description and its types are current", (_PYTHON, "-m", "infra.check.schema")),
)
TESTS = (
    # Two at a time, a file at a time: most of a test's time is PostgreSQL's.
    Step("Python tests", (_PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", *_NO_JOURNEYS)),
    Step("Front-end tests", ("npm", "run", "--silent", "test"), _FRONT),
    # They run the whole product, browser included, and want the machine for themselves.
    Step("Journeys", (_PYTHON, "-m", "pytest", "tests/journeys")),
)
_SETS = {"fast": FAST, "test": TESTS, "all": (*FAST, *TESTS)}


def run(steps: tuple[Step, ...], env: dict[str, str]) -> list[str]:
    """Run every step, also after one failed; returns the titles of those that failed."""
    failed = []
    for step in steps:
        print(f"\n── {step.title}", flush=True)
        began = time.monotonic()
        where = places.PROJECT_DIR / step.directory
        code = subprocess.run(step.command, cwd=where, env={**env, **step.env}, check=False).returncode
        verdict = "ok" if code == 0 else f"FAILED (code {code})"
        print(f"── {step.title}: {verdict}, {time.monotonic() - began:.1f} s", flush=True)
        if code:
            failed.append(step.title)
    return failed


def _environment(wanted: str) -> dict[str, str]:
    project, logs = places.PROJECT_DIR, places.default_state() / "logs"
    env = {**os.environ, **node.find(project, python_packages.install(project, logs), logs)}
    os.environ["PATH"] = env["PATH"]
    return env if wanted == "fast" else {**env, "CHROMIUM_PATH": str(browser.find())}


def main() -> int:
    """Exit code 1 when a step failed; the last line says which."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "all"
    if wanted not in _SETS:
        raise SystemExit(f"There are no checks “{wanted}”: choose one of {', '.join(_SETS)}.")
    try:
        failed = run(_SETS[wanted], _environment(wanted))
    except (browser.NoBrowser, progress.StepFailed) as problem:
        raise SystemExit(str(problem)) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped.") from None
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEverything passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
