"""A browser is found or missed in one sentence; there is no silent skip."""

from pathlib import Path

import pytest

from infra.check import browser


def test_a_wrong_path_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "chromium"))
    with pytest.raises(browser.NoBrowser, match="which does not start: correct it or unset it"):
        browser.find()


def test_the_named_program_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho Chromium 147\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM_PATH", str(program))
    assert browser.find() == program
