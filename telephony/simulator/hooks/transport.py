"""One HTTP exchange with a webhook's server."""

import asyncio
import socket
from dataclasses import dataclass
from typing import Protocol

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

MAX_BODY = 64 * 1024


@dataclass(frozen=True)
class Sent:
    """A webhook as it goes over the wire."""

    method: str
    url: str
    headers: dict[str, str]
    body: str
    """Form-encoded; '' for GET."""
    connect_s: float
    read_s: float
    total_s: float


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    content_type: str
    body: bytes


class ConnectFailed(Exception):
    """No connection, no TLS, or no such host."""


class ReadTimeout(Exception):
    """Connected, but no answer in time."""


class Transport(Protocol):
    """Carries webhooks; tests may deliver them without a socket."""

    async def send(self, request: Sent) -> Reply:
        """Deliver; raises ConnectFailed or ReadTimeout."""

    async def close(self) -> None:
        """Release connections."""


class LocalResolver(AbstractResolver):
    """Resolves `*.localhost` to loopback, as browsers do, and leaves the rest to the system."""

    def __init__(self) -> None:
        self._system = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return addresses of a host."""
        local = host == "localhost" or host.endswith(".localhost")
        return await self._system.resolve("127.0.0.1" if local else host, port, family)

    async def close(self) -> None:
        """Close the system's resolver."""
        await self._system.close()


class HttpTransport:
    """The real thing, over aiohttp; redirects are followed as GET, as Twilio does."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: Sent) -> Reply:
        """Deliver one webhook."""
        timeout = aiohttp.ClientTimeout(
            total=request.total_s, sock_connect=request.connect_s, sock_read=request.read_s
        )
        try:
            async with self._open().request(
                request.method,
                request.url,
                data=request.body.encode() or None,
                headers=request.headers,
                timeout=timeout,
            ) as answer:
                body = await answer.content.read(MAX_BODY + 1) + await answer.content.read()
                return Reply(answer.status, answer.headers.get("Content-Type", ""), body)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as problem:
            raise ConnectFailed(str(problem)) from problem
        except TimeoutError as problem:
            raise ReadTimeout("no answer in time") from problem
        except (aiohttp.ClientError, OSError) as problem:
            raise ConnectFailed(str(problem)) from problem

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(resolver=LocalResolver(), limit=0)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def close(self) -> None:
        """Close the connection pool and let the sockets go."""
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)
