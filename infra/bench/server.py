"""Serves the product as production does: granian, WSGI, one worker, four threads, a port of its own."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from infra.dev.run import ports
from infra.dev.run.children import ChildDied, Children
from infra.dev.run.plan import Child


def free_port() -> int:
    """A port nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(children: Children, port: int) -> Iterator[None]:
    """The server, for as long as the block lasts.

    Raises ChildDied with the log's end when it does not come up."""
    options = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-access-log")
    where = ("--host", ports.HOST, "--port", str(port))
    command = (sys.executable, "-m", "granian", *options, *where, "infra.config.wsgi:application")
    web = Child("bench-web", "the measured web server", command, port)
    children.start(web)
    if not children.wait_for(lambda: ports.answers(port), 60):
        raise ChildDied(f"The web server does not answer on port {port}; see {children.log_of(web)}.")
    yield
