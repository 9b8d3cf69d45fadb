"""Simple sounds, jitter buffer, playback, meters, files and codes."""

import numpy as np
import pytest

from telephony.simulator.media import sound, ulaw, wav
from telephony.simulator.media.ear import LIMIT_FRAMES, Ear
from telephony.simulator.media.meter import Meter, dominant
from telephony.simulator.media.music import hold_music
from telephony.simulator.media.playback import Playback
from telephony.simulator.media.sound import FRAME, SILENCE, Samples


def level(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2)))


def frame(value: int) -> Samples:
    return np.full(FRAME, value, dtype=np.int16)


@pytest.mark.parametrize("hz", [350.0, 440.0, 700.0, 2000.0])
def test_a_tone_has_its_frequency_and_length(hz: float) -> None:
    made = sound.tone((hz,), 0.5)
    assert sound.seconds(made) == 0.5
    assert dominant(made.astype(np.float64)) == pytest.approx(hz, abs=2)


def test_dtmf_keys_are_two_tones_and_w_waits() -> None:
    five = sound.dtmf("5")
    spectrum = np.abs(np.fft.rfft(five[:960].astype(np.float64), 8000))
    strongest = sorted(int(place) for place in np.argsort(spectrum)[-40:])
    assert any(abs(hz - 770) < 5 for hz in strongest)
    assert any(abs(hz - 1336) < 5 for hz in strongest)
    assert sound.seconds(sound.dtmf("1w2")) == pytest.approx(0.9)
    assert len(sound.dtmf("x")) == 0


def test_the_jitter_buffer_waits_then_delivers_in_order() -> None:
    ear = Ear()
    ear.push(frame(1))
    assert ear.pull() is SILENCE
    ear.push(np.concatenate([frame(2), frame(3)[:80]]))
    ear.push(frame(3)[:80])
    assert [int(ear.pull()[0]) for _ in range(4)] == [1, 2, 3, 0]
    assert ear.received == 3


def test_the_jitter_buffer_skips_rather_than_lag() -> None:
    ear = Ear()
    for value in range(1, LIMIT_FRAMES + 2):
        ear.push(frame(value))
    assert int(ear.pull()[0]) == LIMIT_FRAMES


def test_playback_pads_its_end_and_loops_without_a_gap() -> None:
    once = Playback(np.ones(200, dtype=np.int16))
    frames = [once.pull(), once.pull(), once.pull()]
    assert [None if part is None else int(part.sum()) for part in frames] == [160, 40, None]
    endless = Playback(np.ones(50, dtype=np.int16), 0)
    assert all(int(part.sum()) == FRAME for part in (endless.pull() for _ in range(9)) if part is not None)
    assert Playback(np.zeros(0, dtype=np.int16), 0).pull() is None


def test_a_meter_measures_the_last_second_only() -> None:
    meter = Meter()
    assert meter.read().frames == 0
    for start in range(0, 8000, FRAME):
        meter.note(sound.tone((500,), 1.0, fade_s=0)[start : start + FRAME])
    assert meter.read().hz == pytest.approx(500, abs=1)
    for _ in range(50):
        meter.note(SILENCE)
    assert (meter.read().rms, meter.read().hz, meter.read().frames) == (0.0, 0.0, 100)


def test_wav_files_come_back_as_they_were_and_nonsense_is_refused() -> None:
    made = sound.tone((440,), 0.3)
    assert np.array_equal(wav.decode(wav.encode(made)), made)
    with pytest.raises(wav.BadAudio):
        wav.decode(b"<html>not found</html>")


def test_mu_law_keeps_sound_within_a_few_percent() -> None:
    codes = ulaw.encode(np.array([0, 1000, -1000, 32767, -32768], dtype=np.int16))
    assert codes == bytes([0xFF, 0xCE, 0x4E, 0x80, 0x00])


def test_hold_music_is_quiet_and_joins_without_a_click() -> None:
    music = hold_music()
    assert sound.seconds(music) == 24
    assert 500 < level(music) < 3500
    steps = np.abs(np.diff(music.astype(np.int32)))
    assert abs(int(music[0]) - int(music[-1])) <= int(steps.max())
