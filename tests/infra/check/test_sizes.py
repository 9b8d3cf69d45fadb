"""The size check accepts what is within the limits and names what is not."""

from pathlib import Path

import pytest

from infra.check import sizes


def _project(root: Path, name: str, text: str) -> list[str]:
    for part in ("billing", "infra", "reporting", "telephony", "tenants", "tests", "frontend"):
        (root / part).mkdir(exist_ok=True)
    (root / "manage.py").write_text("")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return sizes.check(root, sizes.sources(root))


def _function(lines: int) -> str:
    return "def long() -> None:\n" + "    pass\n" * (lines - 1)


def test_short_functions_pass(tmp_path: Path) -> None:
    assert _project(tmp_path, "billing/a.py", _function(8)) == []


def test_a_function_over_the_cap_is_named(tmp_path: Path) -> None:
    found = _project(tmp_path, "billing/a.py", _function(61))
    assert "billing/a.py:1 long has 61 lines; a function may have 60: split it by verb." in found


@pytest.mark.parametrize("name", ["billing/a.py", "frontend/src/a.tsx"])
def test_a_file_over_the_cap_is_named(tmp_path: Path, name: str) -> None:
    found = _project(tmp_path, name, "x = 1\n" * 401)
    assert f"{name} has 401 lines; a file may have 400: split it by verb." in found
    assert _project(tmp_path, name, "x = 1\n" * 80) == []


@pytest.mark.parametrize("name", ["billing/migrations/0001.py", "frontend/src/api/schema.d.ts"])
def test_what_machines_write_does_not_count(tmp_path: Path, name: str) -> None:
    assert _project(tmp_path, name, "x = 1\n" * 401) == []


def test_many_middling_functions_break_the_median_and_the_p90(tmp_path: Path) -> None:
    found = _project(tmp_path, "billing/a.py", (_function(9) + "\n") * 8)
    assert "Half of all functions exceed 9 lines; 8 is allowed." in found
    found = _project(tmp_path, "billing/a.py", _function(2) * 5 + _function(26))
    assert "A tenth of all functions exceeds 26 lines; 25 is allowed." in found
