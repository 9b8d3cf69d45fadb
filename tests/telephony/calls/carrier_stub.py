"""A carrier's REST interface that answers what the test says and remembers what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


class CarrierStub:
    """`answers` maps a method and the end of a path to (status, body); anything else is 404."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], tuple[int, bytes]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    def find(self, method: str, path: str) -> tuple[int, bytes]:
        """What to answer."""
        for (wanted, end), answer in self.answers.items():
            if wanted == method and path.endswith(end):
                return answer
        return 404, b'{"code": 20404, "message": "The requested resource was not found", "status": 404}'


@contextmanager
def carrier_stub() -> Iterator[tuple[CarrierStub, str]]:
    """A running stub and its base address."""
    stub = CarrierStub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer("POST")

        def do_GET(self) -> None:
            self._answer("GET")

        def _answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            path = self.path.split("?")[0]
            stub.asked.append((method, path, dict(parse_qsl(body))))
            status, content = stub.find(method, path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stub, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
