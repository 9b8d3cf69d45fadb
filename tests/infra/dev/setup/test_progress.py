"""A failed step shows the end of its log; a good one only says how long it took."""

import sys
from pathlib import Path

import pytest

from infra.dev.setup import progress


def test_a_failure_shows_what_the_command_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('no room on the disk'); raise SystemExit(1)"]
    with pytest.raises(progress.StepFailed) as failed:
        progress.run("Installing", command, tmp_path / "logs" / "x.log", cwd=tmp_path)
    assert str(failed.value).startswith("“Installing” failed.")
    assert str(failed.value).endswith("    no room on the disk")


def test_a_success_is_two_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    progress.run("Installing", [sys.executable, "-c", ""], tmp_path / "x.log", cwd=tmp_path)
    assert capsys.readouterr().out.splitlines()[0] == "· Installing …"
