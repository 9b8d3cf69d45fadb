"""A customer's web server for tests: answers TwiML by path and writes down every webhook it gets."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from twilio.request_validator import RequestValidator

from telephony.simulator.hooks.transport import Reply, Sent

SITE = "https://shop.example"


@dataclass(frozen=True)
class Got:
    """A webhook as the customer's server saw it."""

    path: str
    method: str
    url: str
    params: dict[str, str]
    headers: dict[str, str]

    def signed_with(self, token: str) -> bool:
        """Check the signature with Twilio's own validator."""
        params = self.params if self.method == "POST" else {}
        signature = self.headers["X-Twilio-Signature"]
        return bool(RequestValidator(token).validate(self.url, params, signature))


@dataclass
class Site:
    """Pages by path: a TwiML body (without <Response>), a full Reply, or a list of them served in turn."""

    pages: dict[str, str | Reply | list[str | Reply]] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)

    def answer(self, request: Sent) -> Reply:
        """Serve one webhook."""
        parts = urlsplit(request.url)
        params = dict(parse_qsl(request.body or parts.query, keep_blank_values=True))
        self.got.append(Got(parts.path, request.method, request.url, params, request.headers))
        page = self.pages.get(parts.path, "")
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        return page if isinstance(page, Reply) else twiml(page)

    def at(self, path: str) -> list[dict[str, str]]:
        """Return the parameters of every webhook on a path."""
        return [got.params for got in self.got if got.path == path]


def twiml(inside: str) -> Reply:
    """Return a TwiML answer."""
    return Reply(200, "text/xml", f"<Response>{inside}</Response>".encode())


def failing(status: int) -> Reply:
    """Return an HTTP error."""
    return Reply(status, "text/plain", b"out of order")
