"""The built front end as a small site: the page with nonce and policy, the files, and the prepared API."""

import json
import re
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page, Route, WebSocketRoute

from tests.frontend.answers import CALL_DETAIL, CALLS, ME, SCENES, VOICEMAILS, page
from tests.frontend.settings_answers import ANSWERS

DIST = Path(__file__).resolve().parents[2] / "frontend" / "dist"
NONCE = "bm9uY2Utb2YtdGhlLXRlc3Q"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
POLICY = (
    f"default-src 'none'; script-src 'self' 'nonce-{NONCE}'; style-src 'self' 'nonce-{NONCE}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob: data:; "
    "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


def shell(host: str, locale: str) -> str:
    """The page the server sends for every address of the application."""
    entry = json.loads((DIST / ".vite" / "manifest.json").read_text())["index.html"]
    slug = host.split(".", maxsplit=1)[0] if ".localhost" in host else None
    boot = {
        "locale": locale,
        "tenant": {"slug": slug, "name": "Acme Bikes"} if slug else None,
        "public_domain": "localhost",
        "debug": False,
        "phone_url": "http://localhost:8010/phone",
    }
    css = "".join(f'<link rel="stylesheet" href="/static/{name}">' for name in entry.get("css", []))
    return (
        f'<!doctype html><html lang="{locale}"><head><meta charset="utf-8"><title>Seatline</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="csp-nonce" content="{NONCE}"><link rel="icon" href="/static/favicon.svg">'
        f'<script type="application/json" id="boot" nonce="{NONCE}">{json.dumps(boot)}</script>{css}'
        f'<script type="module" src="/static/{entry["file"]}"></script></head>'
        '<body><div id="root"></div></body></html>'
    )


class Handler(BaseHTTPRequestHandler):
    """Answers files and the page."""

    def __init__(self, locale: str, *args: Any) -> None:
        self.locale = locale
        super().__init__(*args)

    def do_GET(self) -> None:
        """One file below /static/, or the page."""
        if self.path.startswith("/static/"):
            file = DIST / self.path.removeprefix("/static/").split("?")[0]
            self._send(file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))
            return
        self._send(shell(self.headers["Host"], self.locale).encode(), "text/html; charset=utf-8")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def serve(locale: str = "en") -> ThreadingHTTPServer:
    """The site on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, locale))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


@dataclass
class Api:
    """Plays the API for one browser page; `scene` names the desk, `asked` remembers what was sent."""

    scene: str = "idle"
    changes: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    signed_in: bool = True

    def play_on(self, tab: Page) -> None:
        """Take over the requests and the socket of a browser page."""
        tab.route(re.compile(r"/(api/v1|_allauth)/"), self._answer)
        tab.route_web_socket(re.compile(r"/ws/desk"), self._socket)

    def _socket(self, socket: WebSocketRoute) -> None:
        socket.on_message(lambda message: self.asked.append(f"ws {message!r}"))

    def _answer(self, route: Route) -> None:
        request = route.request
        path = "/" + request.url.split("/", 3)[3].split("?")[0]
        path = path.removeprefix("/api/v1")
        self.asked.append(f"{request.method} {path} {request.post_data or ''}".strip())
        known = self._known()
        for key in (f"{request.method} {path}", *_patterns(request.method, path)):
            if key in known:
                route.fulfill(json=known[key])
                return
        if request.method == "GET":
            route.fulfill(status=404, json={"code": "not_found", "detail": "Nothing here.", "status": 404})
            return
        route.fulfill(status=204)

    def _known(self) -> dict[str, Any]:
        private = {
            "GET /me": ME,
            "GET /desk": SCENES[self.scene],
            "GET /calls": page(CALLS),
            "GET /calls/*": CALL_DETAIL,
            "GET /voicemails": page(VOICEMAILS),
        }
        return {**ANSWERS, **private, **self.changes}


def _patterns(method: str, path: str) -> list[str]:
    parts = path.split("/")
    starred = ["/".join([*parts[:2], "*", *parts[3:]])] if len(parts) > 2 else []
    last = ["/".join([*parts[:-1], "*"])]
    return [f"{method} {pattern}" for pattern in (*starred, *last)]
