"""The socket directory is ours alone, or nothing starts."""

from pathlib import Path

import pytest

from infra.dev import account, places


def test_the_directory_is_private(tmp_path: Path) -> None:
    made = account.private_dir(tmp_path / "sockets", account.choose())
    assert made.stat().st_mode & 0o777 == 0o700
    assert account.private_dir(made, account.choose()) == made


def test_a_link_somebody_laid_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "sockets").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(
        account.ServiceProblem, match="is not safe to use: remove it, or set SEATLINE_SOCKET_DIR"
    ):
        account.private_dir(tmp_path / "sockets", account.choose())


def test_sockets_fit_into_the_systems_limit_however_deep_the_project_is() -> None:
    deep = Path("/") / "/".join(["a-long-directory-name"] * 20)
    longest = places.socket_dir(deep) / ".s.PGSQL.5432.lock"
    assert len(bytes(longest)) < 103


def test_two_projects_never_share_sockets(tmp_path: Path) -> None:
    assert places.socket_dir(tmp_path / "a") != places.socket_dir(tmp_path / "b")
    assert places.socket_dir(tmp_path / "a") == places.socket_dir(tmp_path / "b" / ".." / "a")
