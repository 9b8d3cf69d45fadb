"""What is asked for and what is locked are the same packages, and every locked file has a hash."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.dev import places

LOCK = (places.PROJECT_DIR / "requirements.lock").read_text()
NODE_LOCK = (places.PROJECT_DIR / "infra" / "dev" / "node.lock").read_text()


def _asked() -> list[Requirement]:
    project = tomllib.loads((places.PROJECT_DIR / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for group in groups for line in group]


def _locked() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", LOCK, re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def test_every_dependency_is_locked_in_a_version_that_was_asked_for() -> None:
    locked = _locked()
    wrong = [
        str(asked)
        for asked in _asked()
        if not any(version in asked.specifier for version in locked.get(canonicalize_name(asked.name), ()))
    ]
    assert wrong == []


def test_every_locked_package_has_hashes_and_no_index_is_named() -> None:
    for lock in (LOCK, NODE_LOCK):
        blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
        assert all("--hash=sha256:" in block for block in blocks if "==" in block)
        assert "://" not in lock
