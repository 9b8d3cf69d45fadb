"""What `<Play>` can play: our own sounds at once, audio of other servers as soon as it has been fetched."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from telephony.simulator.media import wav
from telephony.simulator.media.music import hold_music
from telephony.simulator.media.sound import Samples, beep, ringback

OWN_SOUNDS: dict[str, Callable[[], Samples]] = {
    "/media/hold.wav": hold_music,
    "/media/ringback.wav": ringback,
    "/media/beep.wav": beep,
}
"""By path: whoever serves it under this path, it is this sound."""
VENDOR_MUSIC = ("com.twilio.music.", "com.twilio.sounds.", "demo.twilio.com", "api.twilio.com")
"""Twilio's stock sounds cannot be reached from a laptop without a network: our music stands in for them."""
GUESS_SECONDS = 5.0
FRESH_SECONDS = 60
FETCH_SECONDS = 5
LARGEST_BYTES = 20_000_000


@dataclass
class Fetched:
    """A sound of another server, and when it was fetched (monotonic seconds)."""

    samples: Samples
    at: float


class Sources:
    """Finds sounds by URL; fetched ones are remembered and fetched again after a minute."""

    def __init__(self) -> None:
        self._fetched: dict[str, Fetched] = {}
        self._under_way: dict[str, asyncio.Task[Samples | None]] = {}

    def at_hand(self, url: str) -> Samples | None:
        """The sound if it can be had without the network, else None."""
        parts = urlsplit(url)
        if parts.path in OWN_SOUNDS:
            return OWN_SOUNDS[parts.path]()
        if (parts.hostname or "").startswith(VENDOR_MUSIC):
            return hold_music()
        kept = self._fetched.get(url)
        return kept.samples if kept else None

    def is_fresh(self, url: str) -> bool:
        """Whether the sound at hand need not be fetched again."""
        kept = self._fetched.get(url)
        return kept is None or time.monotonic() - kept.at < FRESH_SECONDS

    def fetch(self, url: str) -> asyncio.Task[Samples | None]:
        """Fetch once, however many ask; the result is None if there is no audio to be had."""
        if url not in self._under_way:
            task = asyncio.ensure_future(self._fetch(url))
            self._under_way[url] = task
            task.add_done_callback(lambda _: self._under_way.pop(url, None))
        return self._under_way[url]

    async def _fetch(self, url: str) -> Samples | None:
        try:
            limit = aiohttp.ClientTimeout(total=FETCH_SECONDS)
            async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as answer:
                answer.raise_for_status()
                samples = wav.decode(await answer.content.read(LARGEST_BYTES))
        except (aiohttp.ClientError, TimeoutError, ValueError, wav.BadAudio):
            return None
        self._fetched[url] = Fetched(samples, time.monotonic())
        return samples
