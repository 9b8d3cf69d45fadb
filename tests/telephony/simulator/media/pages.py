"""The two pages of the tests: an agent's, with the unmodified Voice SDK, and the virtual phone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from playwright.async_api import Browser, Page

from tests.telephony.simulator.media import chromium

SDK_PAGE = "<!doctype html><title>agent</title><script src=/sdk.js></script>"
SDK_HUMS = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), wave = context.createOscillator();
  const gain = context.createGain();
  const out = context.createMediaStreamDestination();
  gain.gain.value = 0.3;
  wave.frequency.value = 700;
  wave.connect(gain).connect(out);
  wave.start();
  return out.stream;
};
"""
CONNECT = """async ([token, host]) => {
  const options = {chunderw: host, logLevel: 'error', disableAudioContextSounds: true};
  const device = new Twilio.Device(token, options);
  window.device = device;
  device.on('incoming', (call) => { window.incoming = call; });
  await device.register();
  window.call = await device.connect({params: {handling: 'a b'}});
  await new Promise((done, failed) => { call.on('accept', done); call.on('error', failed); });
  return [device.identity, call.parameters.CallSid];
}"""

OVER_WS = """(() => {
  const Real = WebSocket;
  window.WebSocket = class extends Real {
    constructor(url, protocols) { super(String(url).replace(/^wss:/, 'ws:'), protocols); }
  };
})()"""
"""In the page, before the SDK: it always says wss, but the stand-in listens without TLS in development."""


async def _agent(_: web.Request) -> web.Response:
    return web.Response(text=SDK_PAGE, content_type="text/html")


async def _sdk(_: web.Request) -> web.FileResponse:
    return web.FileResponse(chromium.SDK)


def add_agent(app: web.Application) -> None:
    """Serve the agent's page at `/agent`."""
    app.router.add_get("/agent", _agent)
    app.router.add_get("/sdk.js", _sdk)


@asynccontextmanager
async def agent(browser: Browser, http: str, *, over_ws: bool = False) -> AsyncIterator[Page]:
    """An agent's page; its microphone hums at 700 Hz."""
    context = await chromium.visitor(browser)
    if over_ws:
        await context.add_init_script(OVER_WS)
    page = await context.new_page()
    await page.goto(f"{http}/agent")
    await page.evaluate(SDK_HUMS)
    yield page
    await context.close()


@asynccontextmanager
async def phone(browser: Browser, http: str, query: str, *, microphone: bool = True) -> AsyncIterator[Page]:
    """A page of the virtual phone, ready to take calls."""
    context = await chromium.visitor(browser, microphone=microphone)
    page = await context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    await page.goto(f"{http}/phone?{query}")
    await page.wait_for_selector("#line[data-up=true]")
    yield page
    await context.close()
    assert problems == []


async def dial(page: Page) -> None:
    await page.click("#go")
    await page.wait_for_selector("body[data-state=connected]")


async def hears(page: Page, stream: str, hz: float) -> None:
    """Wait until a page hears this frequency on a stream."""
    await page.wait_for_function(
        f"([hz]) => Math.abs(loudestHz({stream}) - hz) < 20", arg=[hz], timeout=15000, polling=100
    )


async def loud(http: str, page: Page, call_sid: str, direction: str, hz: float) -> None:
    """Wait until the measuring point says so, too."""
    check = f"""async ([url, hz]) => {{
      const measured = (await (await fetch(url)).json()).{direction};
      return measured && measured.rms > 500 && Math.abs(measured.hz - hz) < 10;
    }}"""
    url = f"{http}/control/media/{call_sid}"
    await page.wait_for_function(check, arg=[url, hz], timeout=15000, polling=100)
