"""The greeting names a log-in and a number one can try."""

from pathlib import Path

import pytest

from infra.dev import places
from infra.dev.run import greeting


@pytest.mark.parametrize(
    ("left", "called"),
    [
        ('{"acme": "+14155550101"}', "+1 415-555-0101"),
        ("", "the company's number"),
        ("[]", "the company's number"),
    ],
)
def test_the_number_is_the_one_the_demo_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str, called: str
) -> None:
    monkeypatch.setenv("SEATLINE_STATE", str(tmp_path))
    places.demo_file().write_text(left)
    shown = "\n".join(greeting.lines())
    assert f"call {called} (Acme Repairs)" in shown
    assert "as agent1@acme.test and become available" in shown
