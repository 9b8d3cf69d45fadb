"""Keeps one tenant's page from opening a socket to another tenant."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[Any]]


def _same_host(scope: Mapping[str, Any]) -> bool:
    headers = dict(scope["headers"])
    origin = urlsplit(headers.get(b"origin", b"").decode("latin1")).netloc
    return bool(origin) and origin == headers.get(b"host", b"").decode("latin1")


class SameHost:
    """Refuses sockets opened by another host's page: one tenant's page must not talk to another tenant."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Hand the connection on, or close it before it is accepted (the browser sees HTTP 403)."""
        if _same_host(scope):
            await self.application(scope, receive, send)
            return
        await send({"type": "websocket.close", "code": 4403})
