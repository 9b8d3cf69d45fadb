"""People at real browsers: their microphones hum at a known pitch, and their pages tell what they hear."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from infra.check import browser as browsers

AGENT_HZ, CALLER_HZ = 700.0, 440.0
PATIENCE_MS = 30_000

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
)

MICROPHONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), wave = context.createOscillator(), gain = context.createGain();
  const out = context.createMediaStreamDestination();
  gain.gain.value = 0.3;
  wave.frequency.value = %s;
  wave.connect(gain).connect(out);
  wave.start();
  return out.stream;
};
"""

EARS = """
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) {
    super(...given);
    this.addEventListener('track', (event) => { window.__heard = new MediaStream([event.track]); });
  }
};
window.__loudest = () => {
  if (!window.__heard) return [0, -200];
  if (window.__ear?.stream !== window.__heard) {
    const context = new AudioContext(), node = context.createAnalyser();
    node.fftSize = 8192;
    context.createMediaStreamSource(window.__heard).connect(node);
    window.__ear = {stream: window.__heard, context, node};
  }
  const {context, node} = window.__ear;
  const bins = new Float32Array(node.frequencyBinCount);
  node.getFloatFrequencyData(bins);
  const top = bins.indexOf(Math.max(...bins));
  return [top * context.sampleRate / node.fftSize, bins[top]];
};
"""
"""`__loudest()` in a page: the strongest frequency it receives, in Hz, and its level in dB."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browsers.find(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def person(browser: Browser, *, hums: float = 0, language: str = "en-US") -> BrowserContext:
    """Somebody with a browser of their own, whose microphone hums at so many Hz."""
    context = browser.new_context(
        permissions=["microphone"], locale=language, viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(EARS)
    if hums:
        context.add_init_script(MICROPHONE % hums)
    return context


def troubles_of(page: Page) -> list[str]:
    """A list that fills with the page's errors and refused content while it is used."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if _counts(line.type, line.text) else None)
    return troubles


def hears(page: Page, hz: float) -> float:
    """Wait until the page receives this pitch above -50 dB; returns the level in dB."""
    page.wait_for_function(
        "([hz]) => { const [top, level] = __loudest(); return Math.abs(top - hz) < 25 && level > -50; }",
        arg=[hz],
        polling=200,
    )
    return float(page.evaluate("__loudest()[1]"))


def goes_on_hearing(page: Page, hz: float, seconds: float) -> float:
    """Listen that long; the share of the time in which this pitch arrived above -50 dB, 0 to 1."""
    looks = int(seconds * 5)
    heard = 0
    for _ in range(looks):
        page.wait_for_timeout(200)
        top, level = page.evaluate("__loudest()")
        heard += abs(top - hz) < 25 and level > -50
    return heard / looks


def hears_anything(page: Page) -> None:
    """Wait until any sound above -60 dB arrives."""
    page.wait_for_function("() => __loudest()[1] > -60", polling=100)


def _counts(kind: str, text: str) -> bool:
    # A request that is answered 401 or 404 on purpose is reported by the browser as an error, too.
    return kind == "error" and "Failed to load resource" not in text
