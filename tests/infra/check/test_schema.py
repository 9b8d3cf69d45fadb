"""Drift is a difference in bytes, and an absent file differs."""

from pathlib import Path

from infra.check.schema import differs


def test_drift(tmp_path: Path) -> None:
    made, kept = tmp_path / "made", tmp_path / "kept"
    made.write_text("openapi: 3.1.0\n")
    assert differs(made, kept)
    kept.write_text("openapi: 3.1.0\n")
    assert not differs(made, kept)
    kept.write_text("openapi: 3.1.0 \n")
    assert differs(made, kept)
