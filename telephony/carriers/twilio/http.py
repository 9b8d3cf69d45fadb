"""Twilio's own HTTP client, pointed at the configured base address, with a time-out."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

TWILIO_HOST = "api.twilio.com"
TIMEOUT_S = 5.0


def rebase(url: str, api_base: str) -> str:
    """The same request at another base address; raises ValueError for a host that is not the API's."""
    asked = urlsplit(url)
    if asked.netloc != TWILIO_HOST:
        raise ValueError(f"Requests to {asked.netloc} are not made.")
    base = urlsplit(api_base)
    path = base.path.rstrip("/") + asked.path
    return urlunsplit((base.scheme, base.netloc, path, asked.query, asked.fragment))


class RebasedHttpClient(TwilioHttpClient):  # type: ignore[misc]  # the SDK carries no annotations
    """Sends everything meant for api.twilio.com to `api_base`.

    The SDK has no base address option and, by itself, waits for ever.
    """

    def __init__(self, api_base: str, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__(timeout=timeout_s)
        self.api_base = api_base
        if self.session is not None and urlsplit(api_base).netloc != TWILIO_HOST:
            self.session.trust_env = False  # a proxy of the environment is not for a service next door

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, rebase(url, self.api_base), *args, **kwargs)


@cache
def http_client(api_base: str) -> RebasedHttpClient:
    """One client, and so one pool of connections, for each base address."""
    return RebasedHttpClient(api_base)
