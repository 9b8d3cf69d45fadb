"""Where a state directory's sockets and files are; computed, so that every process agrees without asking."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[2]
DATABASE_NAME = "seatline"
SUPERUSER = "postgres"
# A Unix socket's path has at most 107 bytes on Linux, 103 on macOS: /tmp is short, macOS's $TMPDIR is not.
SHORT_DIR = Path("/tmp")  # noqa: S108 - the directory made in it is private and its owner is checked
ROOT_DATA_DIR = Path("/var/lib/seatline-embedded")


@dataclass(frozen=True)
class Urls:
    """Addresses of the embedded services: three log-ins into one database, and Redis."""

    database: str
    migrator: str
    bootstrap: str
    redis: str


def default_state() -> Path:
    """Development's state directory: SEATLINE_STATE, else .state in the project."""
    return Path(os.environ.get("SEATLINE_STATE") or PROJECT_DIR / ".state")


def demo_file() -> Path:
    """Where the demo leaves its companies' numbers: JSON, slug to E.164."""
    return default_state() / "demo.json"


def test_state() -> Path:
    """The tests' state directory: SEATLINE_TEST_STATE, else .state/test in the project."""
    return Path(os.environ.get("SEATLINE_TEST_STATE") or PROJECT_DIR / ".state" / "test")


def state_key(state: Path) -> str:
    """Short name of a state directory that stays the same however the path is written."""
    return hashlib.sha256(os.fsencode(state.resolve())).hexdigest()[:12]


def socket_dir(state: Path) -> Path:
    """The private directory of both sockets."""
    return (
        Path(os.environ.get("SEATLINE_SOCKET_DIR") or SHORT_DIR)
        / f"seatline-{os.getuid()}-{state_key(state)}"
    )


def urls(state: Path) -> Urls:
    """Where the services of this state directory answer, whether or not they run."""
    sockets = socket_dir(state)

    def database(user: str) -> str:
        return f"postgresql://{user}@/{DATABASE_NAME}?host={sockets}"

    return Urls(
        database=database("seatline_app"),
        migrator=database("seatline_migrator"),
        bootstrap=database(SUPERUSER),
        redis=f"unix://{sockets}/redis.sock",
    )
