"""The media protocol as the call core uses it, tick by tick."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from telephony.simulator.media import wav
from telephony.simulator.media.ear import Ear
from telephony.simulator.media.measure import report
from telephony.simulator.media.sound import FRAME, Samples
from telephony.simulator.media.studio import Studio
from telephony.simulator.ports import FOREVER


class Ends:
    """A far end that keeps what it hears."""

    state = "connected"

    def __init__(self) -> None:
        self.ear = Ear()
        self.heard: list[Samples] = []
        self.closed = 0

    def send(self, samples: Samples) -> None:
        self.heard.append(samples)

    async def close(self) -> None:
        self.closed += 1

    def level(self) -> float:
        return float(np.sqrt(np.mean(np.concatenate(self.heard[-10:]).astype(np.float64) ** 2)))


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    made = Studio(tmp_path)
    yield made
    await made.close()


def end(studio: Studio, call_sid: str) -> Ends:
    far = Ends()
    studio.attach(call_sid, far)
    return far


def tick(studio: Studio, times: int = 10) -> None:
    for _ in range(times):
        studio.tick()


async def test_saying_takes_as_long_as_it_sounds(studio: Studio) -> None:
    far = end(studio, "CA1")
    length = studio.say("CA1", "Welcome to Acme.", "en-US", "")
    assert 0.5 < length < 4
    tick(studio, int(length * 50) // 2)
    assert far.level() > 50
    tick(studio, int(length * 50) // 2 + 60)
    assert far.level() == 0


async def test_a_new_prompt_replaces_the_old_and_stop_silences(studio: Studio) -> None:
    far = end(studio, "CA1")
    assert studio.play("CA1", "http://127.0.0.1:1/media/hold.wav", 0) == FOREVER
    tick(studio)
    assert far.level() > 50
    studio.stop("CA1")
    tick(studio)
    assert far.level() == 0


async def test_ring_back_ends_when_connected_but_a_prompt_does_not(studio: Studio) -> None:
    far = end(studio, "CA1")
    studio.ring("CA1")
    tick(studio)
    assert far.level() > 50
    studio.stop_ringing("CA1")
    tick(studio)
    assert far.level() == 0
    studio.play("CA1", "http://127.0.0.1:1/media/hold.wav", 2)
    studio.stop_ringing("CA1")
    tick(studio)
    assert far.level() > 50


async def test_a_bridge_connects_two_and_ends_for_both(studio: Studio) -> None:
    a, b = end(studio, "CA1"), end(studio, "CA2")
    studio.bridge("CA1", "CA2")
    studio.utter("CA1", "Hello, can you hear me?", "en")
    tick(studio, 30)
    assert b.level() > 50
    assert a.level() == 0
    studio.leave("CA2")
    studio.utter("CA1", "Hello, can you hear me?", "en")
    tick(studio, 30)
    assert b.level() == 0
    assert studio.legs["CA1"].room is None


async def test_leaving_a_room_leaves_the_others_in_it(studio: Studio) -> None:
    for call_sid in ("CA1", "CA2", "CA3"):
        studio.join(call_sid, "CF1", muted=False, hold=False, coach=None)
    studio.leave("CA1")
    assert [studio.legs[sid].room for sid in ("CA1", "CA2", "CA3")] == [None, "CF1", "CF1"]


async def test_recording_keeps_what_the_leg_said_with_its_pauses(studio: Studio) -> None:
    far = end(studio, "CA1")
    studio.record("CA1")
    far.ear.push(np.full(FRAME * 2, 900, dtype=np.int16))
    tick(studio, 5)
    said = wav.decode(studio.recorded("CA1"))
    assert len(said) == 5 * FRAME
    assert [int(said[place * FRAME]) for place in range(5)] == [900, 900, 0, 0, 0]
    assert len(wav.decode(studio.recorded("CA1"))) == 0


async def test_silence_is_timed_from_the_last_sound_on(studio: Studio) -> None:
    assert studio.quiet("CA1") is None
    far = end(studio, "CA1")
    tick(studio, 100)
    studio.record("CA1")
    assert studio.quiet("CA1") == 0
    far.ear.push(np.full(FRAME * 2, 100, dtype=np.int16))
    tick(studio, 50)
    assert studio.quiet("CA1") == pytest.approx(1)
    far.ear.push(np.full(FRAME * 2, 3000, dtype=np.int16))
    tick(studio, 3)
    assert studio.quiet("CA1") == pytest.approx(0.02)


async def test_a_far_end_that_leaves_lets_time_stop_and_the_leg_be_forgotten(studio: Studio) -> None:
    far = end(studio, "CA1")
    studio.record("CA1")
    studio.detach("CA1", far)
    assert len(wav.decode(studio.recorded("CA1"))) == 0
    again = end(studio, "CA1")
    studio.detach("CA1", far)
    assert studio.legs["CA1"].send == again.send
    studio.detach("CA1", again)
    assert not studio.legs


async def test_a_busy_machine_does_not_shorten_recordings(studio: Studio) -> None:
    end(studio, "CA1")
    studio.record("CA1")
    studio.legs["CA1"].skip(7)
    assert len(wav.decode(studio.recorded("CA1"))) == 7 * FRAME


async def test_hanging_up_closes_the_far_end_and_forgets_the_leg(studio: Studio) -> None:
    far = end(studio, "CA1")
    assert report(studio, "CA1") is not None
    studio.hangup("CA1")
    await studio.close()
    assert far.closed == 1
    assert report(studio, "CA1") is None
    studio.stop("CA1")
    studio.leave("CA1")
    studio.hangup("CA1")


async def test_a_second_browser_on_a_leg_takes_the_place_of_the_first(studio: Studio) -> None:
    first, second = end(studio, "CA1"), end(studio, "CA1")
    tick(studio, 1)
    assert (len(first.heard), len(second.heard)) == (0, 1)
