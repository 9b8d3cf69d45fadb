"""Chooses the account the embedded services run as: PostgreSQL refuses root, so root lends it to nobody."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"


class ServiceProblem(Exception):
    """An embedded service cannot run; the message says what to do about it."""


@dataclass(frozen=True)
class Account:
    """User and group ids, and whether they are those of this process."""

    uid: int
    gid: int
    own: bool

    def popen_options(self) -> dict[str, Any]:
        """Keyword arguments that make subprocess start a program as this account."""
        return {} if self.own else {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose() -> Account:
    """This process's account; `nobody` when it is root."""
    if os.getuid() != 0:
        return Account(os.getuid(), os.getgid(), own=True)
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise ServiceProblem(
            f"PostgreSQL does not run as root and this machine has no account “{UNPRIVILEGED}”: "
            "run make as an ordinary user, or give DATABASE_URL and REDIS_URL of your own services."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid, own=False)


def reaches(account: Account, path: Path) -> bool:
    """Whether the account may read and enter the directory (asked of the system, so that ACLs count)."""
    if account.own:
        return os.access(path, os.R_OK | os.X_OK)
    probe = ["/bin/sh", "-c", 'test -r "$0" && cd "$0"', str(path.resolve())]
    try:
        done = subprocess.run(probe, cwd="/", capture_output=True, check=False, **account.popen_options())
    except OSError as error:
        raise ServiceProblem(
            f"Programs cannot be started as “{UNPRIVILEGED}” here ({error.strerror}): run make as an "
            "ordinary user, or give DATABASE_URL and REDIS_URL of your own services."
        ) from error
    return done.returncode == 0


def private_dir(path: Path, account: Account) -> Path:
    """Make the directory mode 0700 and owned by the account.

    Raises ServiceProblem when somebody else's file stands there: /tmp belongs to everybody."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        _check_owner(path, account)
    if not account.own:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)
    return path


def _check_owner(path: Path, account: Account) -> None:
    found = path.lstat()
    if path.is_symlink() or not path.is_dir() or found.st_uid not in (account.uid, os.getuid()):
        raise ServiceProblem(
            f"{path} belongs to somebody else and is not safe to use: remove it, "
            "or set SEATLINE_SOCKET_DIR to a short directory of your own."
        )


def copy_tree(source: Path, target: Path) -> None:
    """Copy a directory so that a half-made copy is never seen under the final name."""
    if target.is_dir():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copytree(source, half, symlinks=True)
    half.chmod(0o755)
    half.rename(target)
