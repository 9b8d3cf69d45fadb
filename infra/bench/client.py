"""A small load client: a bounded number of kept-alive connections, each sending its next request at once."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from infra.dev.run.ports import HOST

CONNECTIONS = 8
# Signing a request takes the client longer than sending it; what it costs must not fall into the measurement.
AHEAD_PER_S = 2000


class BadAnswer(Exception):
    """The server did not answer 200 to a request of the measurement; figures would mean nothing."""


@dataclass
class Slice:
    """What one stretch of load measured: its length and every request's latency, in seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests answered per second."""
        return len(self.latencies) / self.seconds


@dataclass(frozen=True)
class Load:
    """A kind of request: its name for people, and what makes the bytes of the next one."""

    name: str
    next_request: Callable[[], bytes]

    def ahead(self, number: int) -> Iterator[bytes]:
        """Requests without end, so many of them made now and the rest when they are taken."""
        made = [self.next_request() for _ in range(number)]
        return chain(made, iter(self.next_request, b""))


def measure(load: Load, port: int, seconds: float) -> Slice:
    """Load the server for that long; raises BadAnswer at the first answer that is not 200."""
    return asyncio.run(_measure(load, port, seconds))


async def _measure(load: Load, port: int, seconds: float) -> Slice:
    found = Slice()
    requests = load.ahead(int(seconds * AHEAD_PER_S))
    began = time.perf_counter()
    await asyncio.gather(
        *(_connection(load, requests, port, began + seconds, found) for _ in range(CONNECTIONS))
    )
    found.seconds = time.perf_counter() - began
    return found


async def _connection(load: Load, requests: Iterator[bytes], port: int, end: float, found: Slice) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    while time.perf_counter() < end:
        request = next(requests)
        sent = time.perf_counter()
        writer.write(request)
        await _answer(reader, load)
        found.latencies.append(time.perf_counter() - sent)
    writer.close()


async def _answer(reader: asyncio.StreamReader, load: Load) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin1").split("\r\n")
    lengths = [line.split(":", 1)[1] for line in lines if line.lower().startswith("content-length:")]
    body = await reader.readexactly(int(lengths[0])) if lengths else b""
    if " 200 " not in lines[0] + " ":
        raise BadAnswer(
            f"{load.name}: the server answered “{lines[0]}”: {body[:300].decode(errors='replace')}"
        )
