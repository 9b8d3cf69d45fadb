"""The unmodified Voice SDK and the virtual phone in a real browser, with a core that does as it is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from telephony.simulator.media import add_routes, build_media
from telephony.simulator.media.tls import server_context
from tests.telephony.simulator.media import chromium
from tests.telephony.simulator.media.exchange import NUMBER, TinyExchange, token
from tests.telephony.simulator.media.pages import CONNECT, add_agent, agent, dial, loud, phone

pytestmark = pytest.mark.browser


class Stand:
    """The stand-in's web server with the tiny core behind it."""

    def __init__(self, folder: Path) -> None:
        self.exchange = TinyExchange()
        self.studio = self.exchange.studio = build_media(self.exchange, folder)
        self.app = web.Application()
        add_routes(self.app, self.exchange, self.studio)
        add_agent(self.app)
        self.http = self.wss = ""


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    made = Stand(tmp_path)
    runner = web.AppRunner(made.app)
    await runner.setup()
    plain = web.TCPSite(runner, "127.0.0.1", 0)
    await plain.start()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=server_context(tmp_path)).start()
    ports = [address[1] for address in runner.addresses]
    made.http, made.wss = f"http://127.0.0.1:{ports[0]}", f"127.0.0.1:{ports[1]}"
    yield made
    await runner.cleanup()


async def test_an_sdk_device_is_called_and_keeps_its_call_when_signalling_drops(stand: Stand) -> None:
    async with chromium.running() as browser, agent(browser, stand.http) as page:
        await page.evaluate(CONNECT, [token(), stand.wss])
        await page.evaluate("call.disconnect()")
        sid = await stand.exchange.ring(stand.exchange.clients["agent"], "+15558675310", {"ticket": "42"})
        await page.wait_for_function("window.incoming")
        got = await page.evaluate("[incoming.parameters.From, incoming.customParameters.get('ticket')]")
        assert got == ["+15558675310", "42"]
        await page.evaluate("window.call = incoming; call.accept()")
        await loud(stand.http, page, sid, "in", 700)

        gone = """new Promise((done) => {
          call.on('reconnected', done);
          device._stream.transport._socket.close();
        })"""
        await page.evaluate(gone)
        await loud(stand.http, page, sid, "in", 700)
        assert sid not in stand.exchange.over
        await stand.exchange.end(sid)
        await page.wait_for_function("call.status() === 'closed'")


async def test_a_bad_token_is_an_error_the_sdk_understands(stand: Stand) -> None:
    async with chromium.running() as browser, agent(browser, stand.http) as page:
        code = await page.evaluate(
            """([token, host]) => new Promise((done) => {
              const device = new Twilio.Device(token, {chunderw: host, logLevel: 'silent'});
              device.on('error', (error) => done(error.code));
              device.register().catch(() => {});
            })""",
            [token(left_s=-1), stand.wss],
        )
        assert code == 20104


async def test_the_phone_is_called_answers_by_keyboard_and_hears_the_other_hang_up(stand: Stand) -> None:
    query = "from=%2B14155550177&tone=500"
    async with chromium.running() as browser, phone(browser, stand.http, query) as callee:
        sid = await stand.exchange.ring(stand.exchange.phones["+14155550177"], NUMBER, {})
        await callee.wait_for_selector("body[data-state=incoming]")
        assert await callee.inner_text("#party") == "Acme Bicycles"
        await callee.keyboard.press("Enter")
        await loud(stand.http, callee, sid, "in", 500)
        await stand.exchange.end(sid)
        await callee.wait_for_selector("body[data-state=ended]")
        assert (await callee.inner_text("#state")).startswith("The other side hung up")


async def test_without_a_microphone_the_phone_listens_and_says_so(stand: Stand) -> None:
    async with (
        chromium.running() as browser,
        phone(browser, stand.http, "lang=zh", microphone=False) as caller,
    ):
        await caller.evaluate(
            """navigator.mediaDevices.getUserMedia = async () => {
              throw new DOMException("", "NotAllowedError");
            }; 0"""
        )
        await caller.click("#numbers button")
        await dial(caller)
        assert "麦克风" in await caller.inner_text("#notice")
        [sid] = stand.exchange.legs
        stand.studio.play(sid, f"{stand.http}/media/hold.wav", 0)
        await caller.wait_for_function("window.__levels.out > 0.005")


async def test_wrong_numbers_and_unknown_numbers_are_told_in_words(stand: Stand) -> None:
    async with chromium.running() as browser, phone(browser, stand.http, "tone=440") as caller:
        await caller.fill("#to", "12")
        await caller.click("#go")
        assert "country code" in await caller.inner_text("#notice")
        await caller.fill("#to", "(212) 555-0199")
        await caller.click("#go")
        await caller.wait_for_selector("body[data-state=ended]")
        assert await caller.inner_text("#state") == "This number is not in service"
