"""An embedded Valkey (Redis) on a Unix socket: messages and tasks only, nothing kept on disk."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from infra.dev import processes
from infra.dev.account import ServiceProblem

_START_S = 20


@dataclass(frozen=True)
class Valkey:
    """One server: its program, its socket and its log."""

    program: Path
    socket: Path
    log: Path

    def _client(self) -> redis.Redis:
        # The library's own retries would make each look at a server that is gone last for seconds.
        at_once = Retry(NoBackoff(), 0)
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2, retry=at_once)

    def running(self) -> bool:
        """Whether it answers."""
        try:
            return bool(self._client().ping())
        except redis.RedisError:
            return False

    def start(self) -> None:
        """Start it unless it runs.

        Raises ServiceProblem with the log's last lines when it does not come up."""
        if self.running():
            return
        self.socket.unlink(missing_ok=True)
        keep_nothing = ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]
        where = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [str(self.program), *where, *keep_nothing, "--dir", str(self.socket.parent)],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if not processes.wait_until(lambda: self.running() or server.poll() is not None, _START_S):
            server.kill()
        if not self.running():
            last = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
            raise ServiceProblem(f"Valkey does not start; the end of {self.log} says:\n{last}")

    def stop(self) -> None:
        """Stop it; nothing happens when it does not run."""
        if self.running():
            try:
                self._client().shutdown(nosave=True)
            except redis.RedisError as error:
                raise ServiceProblem(f"Valkey does not stop: {error}") from error
            processes.wait_until(lambda: not self.running(), 5)
