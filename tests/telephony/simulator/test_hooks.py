"""Webhooks: signatures, fallback, alerts, retries, time-outs and the faults one can order."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from telephony.simulator.embedded import Running, start
from telephony.simulator.hooks.faults import BadFault
from telephony.simulator.hooks.overrides import split
from telephony.simulator.hooks.transport import Reply, Sent
from tests.contracts.twilio_rest import Judge
from tests.telephony.simulator.conftest import CALLER, NUMBER
from tests.telephony.simulator.web import SITE, Site, failing


def test_every_webhook_is_signed(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = "<Say>x</Say>"
    carrier.dial(CALLER, number)
    carrier.advance(3)
    assert {got.path for got in site.got} == {"/voice", "/status"}
    for got in site.got:
        assert got.signed_with(carrier.auth_token)
        assert not got.signed_with("f" * 32)
        assert got.headers["I-Twilio-Idempotency-Token"]


def test_a_sub_accounts_webhooks_carry_its_own_signature(
    carrier: Running, site: Site, client: Client, judge: Judge
) -> None:
    sub = client.api.accounts.create(friendly_name="Acme")
    own = Client(sub.sid, sub.auth_token, http_client=judge)
    own.incoming_phone_numbers.create(phone_number=NUMBER, voice_url=f"{SITE}/voice?tenant=acme")
    carrier.dial(CALLER, NUMBER)
    assert site.got[0].signed_with(sub.auth_token)
    assert not site.got[0].signed_with(carrier.auth_token)
    assert site.got[0].params["AccountSid"] == sub.sid


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (failing(500), 11200),
        (failing(404), 11200),
        (Reply(200, "text/xml", b"<Response><Say>"), 12100),
        (Reply(200, "text/xml", b""), 12100),
        (Reply(200, "text/xml", b"<html/>"), 12100),
        (Reply(200, "", b"<Response/>"), 11200),
        (Reply(200, "application/json", b"{}"), 12300),
        (Reply(200, "text/xml", b"<Response>" + b" " * 65536 + b"</Response>"), 11750),
    ],
)
def test_trouble_goes_to_the_fallback(
    carrier: Running, site: Site, number: str, page: Reply, code: int
) -> None:
    site.pages = {"/voice": page, "/fallback": "<Say>Please call again.</Say><Pause/>"}
    call = carrier.dial(CALLER, number)
    asked = site.at("/fallback")[0]
    assert (asked["ErrorCode"], asked["ErrorUrl"]) == (str(code), f"{SITE}/voice")
    assert carrier.heard(call) == ["Please call again."]
    assert [alert["code"] for alert in carrier.ledger()["alerts"]] == [code]


def test_without_fallback_twilio_apologises(carrier: Running, site: Site, number: str) -> None:
    site.pages = {"/voice": failing(500), "/fallback": failing(500)}
    call = carrier.dial(CALLER, number)
    carrier.advance(10)
    assert "an application error has occurred" in carrier.heard(call)[0]
    assert carrier.status(call) == "completed"
    assert [alert["code"] for alert in carrier.ledger()["alerts"]] == [11200, 11200]


def test_unknown_verbs_and_attributes_are_warned_about(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = '<say>small</say><Say loud="yes">Big.</Say><Gather><Hangup/></Gather>'
    call = carrier.dial(CALLER, number)
    assert carrier.heard(call) == ["Big."]
    assert [alert["code"] for alert in carrier.ledger()["alerts"]][:3] == [12200, 12200, 12200]


def test_plain_text_is_spoken(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = Reply(200, "text/plain; charset=utf-8", "你好".encode())
    assert carrier.heard(carrier.dial(CALLER, number)) == ["你好"]


def test_policies_are_read_from_the_fragment() -> None:
    url, policy = split("https://x.example/a?b=c#rc=3&rp=ct,5xx&rt=2000&ct=99")
    assert url == "https://x.example/a?b=c"
    assert (policy.retries, policy.read_s, policy.connect_s) == (3, 2.0, 0.1)
    assert policy.retry("5xx")
    assert not policy.retry("4xx")
    plain = split("https://x.example/")[1]
    assert (plain.retries, plain.on) == (1, frozenset({"ct"}))


def test_a_500_is_not_tried_again_unless_asked_for(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    site.pages["/voice"] = [failing(500), failing(503), "<Say>Third time lucky.</Say>"]
    carrier.dial(CALLER, number)
    assert len(site.at("/voice")) == 1
    site.got.clear()
    site.pages["/voice"] = [failing(500), failing(503), "<Say>Third time lucky.</Say>"]
    client.incoming_phone_numbers.list()[0].update(voice_url=f"{SITE}/voice#rc=2&rp=5xx")
    call = carrier.dial(CALLER, number)
    assert carrier.heard(call) == ["Third time lucky."]
    tries = [got for got in site.got if got.path == "/voice"]
    assert len({got.headers["I-Twilio-Idempotency-Token"] for got in tries}) == 1
    assert all(got.signed_with(carrier.auth_token) for got in tries), (
        "the fragment is not part of what is signed"
    )
    entry = [hook for hook in carrier.ledger()["webhooks"] if hook["kind"] == "voice"][-1]
    assert [attempt["status"] for attempt in entry["attempts"]] == [500, 503, 200]


class Slow(BaseHTTPRequestHandler):
    """Answers /slow only when the test is over, and everything else at once."""

    release = threading.Event()
    seen: list[str]

    def do_POST(self) -> None:
        if self.path == "/slow":
            self.release.wait(10)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/there")
            self.end_headers()
            return
        self.do_GET()

    def do_GET(self) -> None:
        body = (
            b"<Response><Say>"
            + f"{self.command} {self.path}".encode()
            + b"</Say><Pause length='60'/></Response>"
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    """A real web server on loopback."""
    Slow.release.clear()
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://shop.localhost:{serving.server_port}"
    Slow.release.set()
    serving.shutdown()


@pytest.fixture
def wired() -> Iterator[Running]:
    """A simulator whose webhooks go over real HTTP."""
    running = start()
    yield running
    running.stop()


def call_to(carrier: Running, voice_url: str, fallback: str) -> str:
    """Buy a number with these URLs and call it."""
    client = Client(carrier.account_sid, carrier.auth_token, http_client=Judge(carrier.base_url))
    client.incoming_phone_numbers.create(
        phone_number=NUMBER, voice_url=voice_url, voice_fallback_url=fallback
    )
    return carrier.dial(CALLER, NUMBER)


def test_over_http_a_slow_server_times_out(wired: Running, server: str) -> None:
    call = call_to(wired, f"{server}/slow#rt=100", f"{server}/fallback")
    assert wired.heard(call) == ["POST /fallback"]
    assert [alert["code"] for alert in wired.ledger()["alerts"]] == [11200]


def test_over_http_a_dead_server_is_tried_twice(wired: Running, server: str) -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        dead = sock.getsockname()[1]
    call = call_to(wired, f"http://127.0.0.1:{dead}/voice", f"{server}/fallback")
    assert wired.heard(call) == ["POST /fallback"]
    assert len(wired.ledger()["webhooks"][0]["attempts"]) == 2
    assert wired.ledger()["alerts"][0]["code"] == 11205


def test_over_http_a_redirect_is_followed_as_get(wired: Running, server: str) -> None:
    call = call_to(wired, f"{server}/moved", "")
    assert wired.heard(call) == ["GET /there"]


def test_faults_are_off_by_default(carrier: Running, site: Site, number: str) -> None:
    carrier.dial(CALLER, number)
    assert carrier.switch.faults.as_json() == []
    assert all(hook["faults"] == [] for hook in carrier.ledger()["webhooks"])


def test_duplicates_carry_the_same_token(carrier: Running, site: Site, number: str) -> None:
    carrier.faults([{"effect": "duplicate", "kind": "status", "count": 1}])
    carrier.dial(CALLER, number)
    tokens = [got.headers["I-Twilio-Idempotency-Token"] for got in site.got if got.path == "/status"]
    assert len(tokens) == 2
    assert tokens[0] == tokens[1]
    carrier.dial(CALLER, number)
    assert len(site.at("/status")) == 3, "the count is used up"


def test_forged_ones_do_not_verify(carrier: Running, site: Site, number: str) -> None:
    carrier.faults([{"effect": "forge", "kind": "status"}])
    carrier.dial(CALLER, number)
    genuine, forged = [got for got in site.got if got.path == "/status"]
    assert genuine.signed_with(carrier.auth_token)
    assert not forged.signed_with(carrier.auth_token)


def test_dropped_and_delayed_ones(carrier: Running, site: Site, number: str) -> None:
    carrier.faults([{"effect": "drop", "kind": "status", "count": 1}])
    carrier.dial(CALLER, number)
    assert site.at("/status") == []
    carrier.faults([{"effect": "delay", "kind": "status", "seconds": 30}])
    carrier.dial(CALLER, number)
    carrier.advance(29)
    assert site.at("/status") == []
    carrier.advance(2)
    assert len(site.at("/status")) == 1


def test_reordered_ones_arrive_after_later_ones(
    carrier: Running, site: Site, number: str, client: Client
) -> None:
    carrier.faults([{"effect": "reorder", "kind": "status", "count": 1, "seconds": 5}])
    carrier.phone("+12125550177")
    client.calls.create(
        to="+12125550177",
        from_=number,
        twiml="<Response><Pause length='2'/></Response>",
        status_callback=f"{SITE}/leg",
        status_callback_event=["initiated", "ringing", "answered", "completed"],
    )
    carrier.advance(10)
    assert [params["SequenceNumber"] for params in site.at("/leg")] == ["1", "2", "3", "0"]


def test_faults_repeat_with_their_seed(carrier: Running, site: Site, number: str) -> None:
    def struck() -> list[bool]:
        carrier.faults([{"effect": "drop", "kind": "status", "probability": 0.5}], seed=7)
        return ["drop" in carrier.switch.faults.draw("status") for _ in range(20)]

    first = struck()
    assert first == struck()
    assert 0 < sum(first) < 20


def test_the_api_can_fail_too(carrier: Running, client: Client) -> None:
    carrier.faults(
        [{"effect": "limit", "kind": "rest", "count": 1}, {"effect": "error", "kind": "rest", "count": 2}]
    )
    codes = []
    for _ in range(3):
        try:
            client.api.accounts(client.account_sid).fetch()
        except TwilioRestException as problem:
            codes.append((problem.status, problem.code))
    assert codes == [(429, 20429), (500, 20500)]


def test_nonsense_faults_are_refused(carrier: Running) -> None:
    with pytest.raises(BadFault):
        carrier.faults([{"effect": "explode"}])
    with pytest.raises(BadFault):
        carrier.faults([{"effect": "drop", "mood": 1}])


def test_virtual_time_stands_still_while_a_webhook_is_in_flight() -> None:
    """The twin of every virtual-clock test: an answer that takes real time takes no virtual time."""
    release = threading.Event()

    def slow(request: object) -> Reply:
        release.wait(0.05)
        return Reply(200, "text/xml", b"<Response><Say>x</Say></Response>")

    running = start(answer=slow)
    try:
        client = Client(running.account_sid, running.auth_token, http_client=Judge(running.base_url))
        client.incoming_phone_numbers.create(phone_number=NUMBER, voice_url=f"{SITE}/voice")
        before = running.clock.now()
        running.dial(CALLER, NUMBER)
        assert running.clock.now() == before
    finally:
        running.stop()


def test_a_webhook_may_call_the_api_before_it_answers(site: Site) -> None:
    """A customer's server redirects its own caller from inside a webhook, in the test's thread."""
    clients: list[Client] = []

    def answer(request: Sent) -> Reply:
        reply = site.answer(request)
        if site.got[-1].path == "/wait":
            clients[0].calls(site.got[-1].params["CallSid"]).update(url=f"{SITE}/agent")
        return reply

    site.pages = {
        "/voice": '<Enqueue waitUrl="/wait">sales</Enqueue>',
        "/wait": "<Pause length='9'/>",
        "/agent": "<Say>Here I am.</Say>",
    }
    running = start(answer=answer)
    try:
        clients.append(Client(running.account_sid, running.auth_token, http_client=Judge(running.base_url)))
        clients[0].incoming_phone_numbers.create(phone_number=NUMBER, voice_url=f"{SITE}/voice")
        assert running.heard(running.dial(CALLER, NUMBER)) == ["Here I am."]
    finally:
        running.stop()
