"""A finished step is skipped until something it was made from changes."""

from pathlib import Path

from infra.dev.setup import stamps


def test_a_step_is_current_until_a_source_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "lock", tmp_path / "below" / "stamp"
    source.write_text("one")
    assert not stamps.is_current(stamp, stamps.fingerprint([source]))
    stamps.finish(stamp, stamps.fingerprint([source]))
    assert stamps.is_current(stamp, stamps.fingerprint([source]))
    source.write_text("two")
    assert not stamps.is_current(stamp, stamps.fingerprint([source]))


def test_a_renamed_file_and_another_version_count_as_changes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("same")
    second.write_text("same")
    assert stamps.fingerprint([first]) != stamps.fingerprint([second])
    assert stamps.fingerprint([first], "v20") != stamps.fingerprint([first], "v24")
