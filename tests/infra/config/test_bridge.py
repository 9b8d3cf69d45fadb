"""HTTP reaches the WSGI application unchanged through the ASGI server's door."""

from collections.abc import Iterable, Mapping
from typing import Any

from infra.config import bridge

SCOPE: dict[str, Any] = {
    "type": "http",
    "method": "POST",
    "path": "/a b",
    "query_string": b"x=1",
    "http_version": "1.1",
    "scheme": "https",
    "headers": [
        (b"host", b"acme.localhost"),
        (b"x-one", b"1"),
        (b"x-one", b"2"),
        (b"content-type", b"text/plain"),
    ],
    "client": ("127.0.0.1", 5),
    "server": ("127.0.0.1", 8000),
}


def _echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("201 Created", [("X-Path", environ["PATH_INFO"]), ("X-One", environ["HTTP_X_ONE"])])
    return [environ["wsgi.input"].read(), b"!"]


async def _ask(*bodies: bytes) -> list[Mapping[str, Any]]:
    parts = [{"type": "http.request", "body": body, "more_body": True} for body in bodies]
    parts.append({"type": "http.request", "body": b""})
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Any:
        return parts.pop(0)

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    await bridge.WsgiBridge(_echo)(SCOPE, receive, send)
    return sent


async def test_body_headers_and_status_come_through() -> None:
    start, content = await _ask(b"he", b"llo")
    assert start["status"] == 201
    assert start["headers"] == [(b"x-path", b"/a b"), (b"x-one", b"1,2")]
    assert content["body"] == b"hello!"


async def test_a_body_over_the_limit_is_refused_before_it_is_read_whole() -> None:
    start, _ = await _ask(b"x" * bridge.LARGEST_BODY, b"x")
    assert start["status"] == 413


def test_the_scheme_and_host_are_those_of_the_request() -> None:
    environ = bridge.environ(SCOPE, b"")
    assert (environ["wsgi.url_scheme"], environ["HTTP_HOST"]) == ("https", "acme.localhost")
