"""Answers HTTP inside an ASGI server with Django's WSGI handler on a pool of threads.

The same view does twice the requests this way that it does through Django's own ASGI handler, and each thread
keeps its database connection. Only one process for sockets and pages on one port needs it: development."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Headers = list[tuple[str, str]]
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

LARGEST_BODY = 10 * 1024 * 1024
THREADS = 8


class BodyTooLarge(Exception):
    """The request's body has more than LARGEST_BODY bytes."""


async def _body(receive: Receive) -> bytes | None:
    """The whole request body; None when the client went away first."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            raise BodyTooLarge
        if not message.get("more_body"):
            return b"".join(parts)


def environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of an ASGI HTTP request."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    built: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin1").upper().replace("-", "_"), raw_value.decode("latin1")
        key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
        built[key] = f"{built[key]},{value}" if key in built and key != "HTTP_COOKIE" else value
    built["CONTENT_LENGTH"] = str(len(body))
    return built


class WsgiBridge:
    """An ASGI application that answers HTTP with a WSGI one."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the request, answer it on a thread, send the answer whole."""
        try:
            body = await _body(receive)
        except BodyTooLarge:
            await _send(send, 413, [("content-type", "text/plain")], b"The request is too large.\n")
            return
        if body is None:
            return
        loop = asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(
            self._threads, self._answer, environ(scope, body)
        )
        await _send(send, status, headers, content)

    def _answer(self, env: dict[str, Any]) -> tuple[int, Headers, bytes]:
        begun: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, exc_info: object = None) -> None:
            begun.append((int(status.split(" ", 1)[0]), headers))

        answered = self._application(env, start_response)
        try:
            content = b"".join(answered)
        finally:
            getattr(answered, "close", lambda: None)()
        return (*begun[-1], content)


async def _send(send: Send, status: int, headers: Headers, content: bytes) -> None:
    # Django's WSGI handler hands cookies over with a leading space, which no ASGI server accepts.
    raw = [(name.lower().encode("latin1"), value.strip().encode("latin1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": content})
