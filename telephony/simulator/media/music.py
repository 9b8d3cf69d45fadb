"""The hold music: a quiet electric-piano loop, made of sine waves so that nobody's rights are touched."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from telephony.simulator.media.sound import RATE, Samples, to_samples

BEAT_S = 0.75
BARS = (
    (50, (62, 66, 69, 73), (74, 69, 73, 66)),
    (47, (59, 62, 66, 69), (71, 66, 69, 62)),
    (43, (59, 62, 66, 67), (74, 67, 71, 66)),
    (45, (57, 61, 64, 66), (73, 69, 66, 64)),
    (50, (62, 66, 69, 73), (78, 74, 73, 69)),
    (54, (57, 61, 64, 69), (73, 76, 73, 69)),
    (43, (59, 62, 66, 67), (71, 74, 71, 67)),
    (45, (57, 62, 64, 67), (69, 71, 69, 64)),
)
"""Eight bars of four beats in D major: bass, held chord and melody as MIDI notes."""

Wave = NDArray[np.float64]


@cache
def hold_music() -> Samples:
    """24 seconds that join at the ends without a seam."""
    loop = np.zeros(round(len(BARS) * 4 * BEAT_S * RATE))
    for bar, (bass, chord, melody) in enumerate(BARS):
        start = bar * 4 * BEAT_S
        _add(loop, start, _note(bass, 4.0, 0.16))
        for place, key in enumerate(chord):
            _add(loop, start + place * 0.04, _note(key, 3.6, 0.055))
        for beat, key in enumerate(melody):
            swing = 0.02 if beat % 2 else 0.0
            _add(loop, start + beat * BEAT_S + swing, _note(key, 1.9, 0.1 if beat == 0 else 0.075))
    wet = loop + _echo(loop)
    return to_samples(wet / np.max(np.abs(wet)) * 0.3)


def _note(key: int, length_s: float, level: float) -> Wave:
    """One struck note: a soft attack, partials that fade the faster the higher they are."""
    hz = 440.0 * 2 ** ((key - 69) / 12)
    at = np.arange(round(length_s * RATE)) / RATE
    partials = ((1, 1.0, 1.1), (2, 0.28, 1.9), (3, 0.09, 3.2), (4, 0.05, 4.5))
    tremolo = 1 + 0.06 * np.sin(2 * np.pi * 4.2 * at)
    body = np.zeros(len(at))
    for n, part, decay in partials:
        if hz * n < 3400:
            body += part * np.exp(-decay * at) * np.sin(2 * np.pi * hz * n * at)
    edges = np.minimum(1.0, at / 0.012) * np.minimum(1.0, (length_s - at) / 0.2)
    note: Wave = body * edges * tremolo * level
    return note


def _add(loop: Wave, start_s: float, note: Wave) -> None:
    """Lay a note into the loop; what rings beyond the end comes in at the beginning."""
    where = (round(start_s * RATE) + np.arange(len(note))) % len(loop)
    np.add.at(loop, where, note)


def _echo(loop: Wave) -> Wave:
    """A little room: a few later, fainter copies, taken round the loop so that its seam stays silent."""
    taps = ((0.073, 0.22), (0.119, 0.17), (0.181, 0.13), (0.263, 0.09), (0.379, 0.06))
    return sum((np.roll(loop, round(late * RATE)) * gain for late, gain in taps), np.zeros(len(loop)))
