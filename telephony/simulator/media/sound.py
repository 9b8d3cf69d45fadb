"""Samples: the one audio format of the stand-in and the simple sounds made of sine waves."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 8000
"""Samples per second: the band of the telephone network, and of the PCMU codec used on every leg."""
FRAME = 160
"""Samples in one frame of 20 ms."""
FRAME_SECONDS = FRAME / RATE

Samples = NDArray[np.int16]
"""Mono, 16-bit, 8 kHz."""

SILENCE: Samples = np.zeros(FRAME, dtype=np.int16)
SILENCE.setflags(write=False)

DTMF = {
    "1": (697, 1209), "2": (697, 1336), "3": (697, 1477), "A": (697, 1633),
    "4": (770, 1209), "5": (770, 1336), "6": (770, 1477), "B": (770, 1633),
    "7": (852, 1209), "8": (852, 1336), "9": (852, 1477), "C": (852, 1633),
    "*": (941, 1209), "0": (941, 1336), "#": (941, 1477), "D": (941, 1633),
}  # fmt: skip
"""Two frequencies in Hz per key (ITU-T Q.23)."""


def seconds(samples: Samples) -> float:
    """Length of a sound in seconds."""
    return len(samples) / RATE


def silence(length_s: float) -> Samples:
    """A quiet stretch of `length_s` seconds."""
    return np.zeros(round(length_s * RATE), dtype=np.int16)


def tone(frequencies: Sequence[float], length_s: float, level: float = 0.2, fade_s: float = 0.005) -> Samples:
    """Sine waves of these frequencies (Hz) together; `level` is the peak of each (0 to 1)."""
    at = np.arange(round(length_s * RATE)) / RATE
    wave = sum((np.sin(2 * np.pi * hz * at) for hz in frequencies), np.zeros(len(at))) * level
    edge = min(round(fade_s * RATE), len(at) // 2)
    if edge:
        ramp = np.linspace(0.0, 1.0, edge)
        wave[:edge] *= ramp
        wave[-edge:] *= ramp[::-1]
    return to_samples(wave)


def to_samples(wave: NDArray[np.floating]) -> Samples:
    """Turn numbers between -1 and 1 into samples; what is beyond is clipped."""
    samples: Samples = (np.clip(wave, -1.0, 1.0) * 32767).astype(np.int16)
    return samples


def clipped(total: NDArray[np.int32]) -> Samples:
    """Bring a sum of samples back into 16 bits."""
    return np.clip(total, -32768, 32767).astype(np.int16)


def dtmf(digits: str) -> Samples:
    """The tones of these keys, 120 ms each, 80 ms apart; `w` waits 0.5 s, `W` 1 s, the rest is skipped."""
    parts: list[Samples] = [np.zeros(0, dtype=np.int16)]
    for digit in digits:
        if digit in "wW":
            parts.append(silence(0.5 if digit == "w" else 1.0))
        elif pair := DTMF.get(digit.upper()):
            parts += [tone(pair, 0.12), silence(0.08)]
    return np.concatenate(parts)


def ringback() -> Samples:
    """One turn of the North American ring-back: 2 s of 440 + 480 Hz, 4 s of silence."""
    return np.concatenate([tone((440, 480), 2.0, level=0.08), silence(4.0)])


def beep() -> Samples:
    """The short sound that announces somebody in a conference."""
    return tone((660,), 0.2, level=0.15, fade_s=0.03)
