"""Brings the database up to date and fills it, by the same commands a person would type."""

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from infra.dev.setup import progress

_STEPS = (
    ("Preparing the database", ("manage.py", "prepare_database")),
    ("Bringing every tenant's tables up to date", ("manage.py", "migrate_tenants")),
)
_DEMO = ("Filling in the demo company", ("-m", "infra.dev.demo"))


def database(project: Path, logs: Path, env: Mapping[str, str]) -> None:
    """Roles, public tables and tenants' tables; quick when nothing changed.

    Raises progress.StepFailed."""
    for title, command in _STEPS:
        _run(title, command, project, logs, env)


def demo(project: Path, logs: Path, env: Mapping[str, str]) -> None:
    """The demo company, when this copy of Seatline has one; needs the stand-ins.

    Raises progress.StepFailed."""
    if find_spec("infra.dev.demo") and find_spec("infra.dev.demo.__main__"):
        _run(*_DEMO, project, logs, env)


def _run(title: str, command: tuple[str, ...], project: Path, logs: Path, env: Mapping[str, str]) -> None:
    progress.run(title, [sys.executable, *command], logs / f"{command[-1]}.log", cwd=project, env=env)
