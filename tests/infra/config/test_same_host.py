"""A socket opened by another host's page never reaches a consumer."""

from collections.abc import Mapping
from typing import Any

import pytest

from infra.config.same_host import SameHost


async def _connect(origin: str | None) -> list[str]:
    events: list[str] = []

    async def consumer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        events.append("reached")

    async def send(message: Mapping[str, Any]) -> None:
        events.append(message["type"])

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"acme.localhost:8000")]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    await SameHost(consumer)({"type": "websocket", "headers": headers}, receive, send)
    return events


async def test_the_hosts_own_page_is_let_in() -> None:
    assert await _connect("http://acme.localhost:8000") == ["reached"]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://globex.localhost:8000",
        "http://acme.localhost:8001",
        "http://acme.localhost:8000.evil.example",
        "http://user@acme.localhost:8000",
    ],
)
async def test_every_other_page_is_turned_away(origin: str | None) -> None:
    assert await _connect(origin) == ["websocket.close"]
