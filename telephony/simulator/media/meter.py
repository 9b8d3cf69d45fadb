"""What a leg said and heard in the last second: level and strongest frequency."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from telephony.simulator.media.sound import RATE, Samples

WINDOW_FRAMES = 50


@dataclass(frozen=True)
class Reading:
    """One direction of a leg; RMS (0 to 32767) and loudest frequency (Hz, 0 = silent) of the last second."""

    frames: int
    rms: float
    hz: float


class Meter:
    """Keeps one second of frames; the arithmetic is done only when somebody looks."""

    def __init__(self) -> None:
        self._window: deque[Samples] = deque(maxlen=WINDOW_FRAMES)
        self._frames = 0

    def note(self, frame: Samples) -> None:
        """Remember one frame."""
        self._window.append(frame)
        self._frames += 1

    def read(self) -> Reading:
        """Measure the last second."""
        if not self._window:
            return Reading(frames=0, rms=0.0, hz=0.0)
        wave = np.concatenate(list(self._window)).astype(np.float64)
        rms = float(np.sqrt(np.mean(wave * wave)))
        hz = dominant(wave) if rms >= 1 else 0.0
        return Reading(frames=self._frames, rms=round(rms, 1), hz=round(hz, 1))


def dominant(wave: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """The strongest frequency in Hz of samples at 8 kHz (resolution: 1 / length in seconds)."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    spectrum[0] = 0.0
    return float(np.argmax(spectrum)) * RATE / len(wave)
