"""What happens when the carrier refuses, is busy, is slow, breaks off or is away."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from twilio.rest import Client

from telephony.carriers.twilio.client import TwilioCarrier
from telephony.carriers.twilio.failures import translated
from telephony.carriers.twilio.http import RebasedHttpClient, rebase
from telephony.carriers.twilio.provisioning import TwilioProvisioning
from telephony.engine.ports import CarrierBusy, CarrierError, CarrierRefused, CarrierUnknown
from tests.telephony.carriers.conftest import Keys

KEYS = Keys("AC" + "0" * 32, "1" * 32)
CALL = "CA" + "0" * 32


@contextmanager
def server(act: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A web server that treats every request the same way; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            act(self)

        def do_GET(self) -> None:
            act(self)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_address[1]}"
    finally:
        running.shutdown()
        running.server_close()


def answering(status: int, body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def error(status: int, code: int | None) -> Callable[[BaseHTTPRequestHandler], None]:
    return answering(status, json.dumps({"code": code, "message": "No.", "status": status}).encode())


@pytest.mark.parametrize(
    ("act", "kind", "code"),
    [
        (error(400, 21211), CarrierRefused, 21211),
        (error(404, None), CarrierRefused, 20404),
        (error(401, 20003), CarrierRefused, 20003),
        (error(429, 20429), CarrierBusy, None),
        (error(400, 20429), CarrierBusy, None),
        (error(500, 20500), CarrierUnknown, None),
        (error(503, 20503), CarrierUnknown, None),
        (answering(502, b"<html>bad gateway</html>"), CarrierUnknown, None),
    ],
)
def test_answers(
    act: Callable[[BaseHTTPRequestHandler], None], kind: type[CarrierError], code: int | None
) -> None:
    with server(act) as base, pytest.raises(CarrierError) as caught:
        TwilioCarrier(KEYS, base).redirect_call(CALL, "https://x.example")
    assert type(caught.value) is kind
    assert getattr(caught.value, "code", None) == code


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (error(401, 20003), CarrierRefused),
        (error(429, 20429), CarrierBusy),
        (error(500, 20500), CarrierUnknown),
        (answering(404, b"[]"), CarrierRefused),
    ],
)
def test_lists_fail_in_the_same_three_ways(
    act: Callable[[BaseHTTPRequestHandler], None], kind: type[CarrierError]
) -> None:
    with server(act) as base, pytest.raises(CarrierError) as caught:
        TwilioProvisioning(KEYS, base).find_number("+14155550100")
    assert type(caught.value) is kind


def test_a_call_that_is_over_cannot_be_ended_again_and_that_is_fine() -> None:
    with server(error(400, 21220)) as base:
        TwilioCarrier(KEYS, base).end_call(CALL)
        with pytest.raises(CarrierRefused):
            TwilioCarrier(KEYS, base).redirect_call(CALL, "https://x.example")


def test_a_broken_connection_leaves_it_open_whether_it_was_done() -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    with server(break_off) as base, pytest.raises(CarrierUnknown):
        TwilioCarrier(KEYS, base).end_call(CALL)


def test_a_carrier_nobody_can_reach_has_done_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CarrierBusy):
        TwilioCarrier(KEYS, f"http://127.0.0.1:{port}").end_call(CALL)


def test_a_slow_carrier_is_given_up() -> None:
    release = threading.Event()

    def dawdle(handler: BaseHTTPRequestHandler) -> None:
        release.wait(10)

    with server(dawdle) as base:
        rest = Client(KEYS.sid, KEYS.auth_token, http_client=RebasedHttpClient(base, timeout_s=0.2))
        with pytest.raises(CarrierUnknown, match="did not answer in time"), translated():
            rest.calls(CALL).update(status="completed")
        release.set()


def test_only_the_api_is_asked_and_only_at_the_configured_address() -> None:
    url = "https://api.twilio.com/2010-04-01/Accounts.json?PageSize=5"
    assert rebase(url, "http://127.0.0.1:8010") == "http://127.0.0.1:8010/2010-04-01/Accounts.json?PageSize=5"
    with pytest.raises(ValueError, match=r"evil\.example"):
        rebase("https://evil.example/", "http://127.0.0.1:8010")
