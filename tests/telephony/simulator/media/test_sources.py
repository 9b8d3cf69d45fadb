"""Sounds by URL: our own, the vendor's, other servers'."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from telephony.simulator.media import wav
from telephony.simulator.media.sound import seconds, tone
from telephony.simulator.media.sources import GUESS_SECONDS, Sources
from telephony.simulator.media.studio import Studio


class Shelf:
    """A server with one sound and one page that is none; counts what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        app = web.Application()
        app.router.add_get("/{name}", self._serve)
        self.server = TestServer(app)

    async def _serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/gong.wav":
            return web.Response(body=wav.encode(tone((200,), 0.25)))
        return web.Response(text="not a sound")

    def url(self, path: str) -> str:
        return str(self.server.make_url(path))


@pytest.fixture
async def shelf() -> AsyncIterator[Shelf]:
    made = Shelf()
    await made.server.start_server()
    yield made
    await made.server.close()


def test_own_and_vendor_sounds_need_no_network() -> None:
    sources = Sources()
    own = sources.at_hand("http://127.0.0.1:8010/media/hold.wav")
    vendors = sources.at_hand("http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3")
    assert own is not None
    assert vendors is own
    assert sources.at_hand("http://127.0.0.1:1/gong.wav") is None


async def test_a_sound_is_fetched_once_however_many_ask(shelf: Shelf) -> None:
    sources = Sources()
    one, two = sources.fetch(shelf.url("/gong.wav")), sources.fetch(shelf.url("/gong.wav"))
    assert one is two
    await one
    kept = sources.at_hand(shelf.url("/gong.wav"))
    assert kept is not None
    assert seconds(kept) == 0.25
    assert shelf.asked == ["/gong.wav"]


@pytest.mark.parametrize("path", ["/page.html", None])
async def test_what_is_no_sound_or_not_there_is_silence(shelf: Shelf, path: str | None) -> None:
    sources = Sources()
    assert await sources.fetch(shelf.url(path) if path else "http://127.0.0.1:1/gong.wav") is None


async def test_a_leg_hears_a_fetched_sound_when_it_arrives(shelf: Shelf, tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    url = shelf.url("/gong.wav")
    assert studio.play("CA1", url, 2) == 2 * GUESS_SECONDS
    await studio._sources.fetch(url)
    assert studio.play("CA1", url, 2) == 0.5
    await studio.close()
