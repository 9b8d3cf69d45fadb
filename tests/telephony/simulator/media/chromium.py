"""A real Chromium, and a page that measures what it hears."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, async_playwright

from infra.check import browser as browsers

ROOT = Path(__file__).resolve().parents[4]
SDK = ROOT / "frontend/node_modules/@twilio/voice-sdk/dist/twilio.min.js"
FLAGS = (
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # On a machine without any network Chromium would otherwise offer no address at all.
    "--allow-loopback-in-peer-connection",
    "--ignore-certificate-errors",
)

LOUDEST_HZ = """
window.loudestHz = (stream) => {
  window.__ears ??= new Map();
  if (!window.__ears.has(stream)) {
    const context = new AudioContext(), ear = context.createAnalyser();
    ear.fftSize = 8192;
    context.createMediaStreamSource(stream).connect(ear);
    window.__ears.set(stream, [context, ear]);
  }
  const [context, ear] = window.__ears.get(stream);
  const bins = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(bins);
  const top = bins.indexOf(Math.max(...bins));
  return bins[top] > -60 ? top * context.sampleRate / ear.fftSize : 0;
};
"""
"""In the page: the strongest frequency of a stream in Hz, 0 when it is silent."""


@asynccontextmanager
async def running() -> AsyncIterator[Browser]:
    """A headless Chromium, for 90 s at most: a page that never comes to an end must not hold up everybody."""
    async with asyncio.timeout(90), async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=browsers.find(), args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


async def visitor(browser: Browser, *, microphone: bool = True, language: str = "en-US") -> BrowserContext:
    """A person with a browser of their own."""
    context = await browser.new_context(
        ignore_https_errors=True, permissions=["microphone"] if microphone else [], locale=language
    )
    await context.add_init_script(LOUDEST_HZ)
    return context
