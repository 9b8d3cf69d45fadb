"""A small jitter buffer: what the network delivers unevenly comes out one frame per tick."""

from collections import deque

import numpy as np

from telephony.simulator.media.sound import FRAME, SILENCE, Samples

START_FRAMES = 2
LIMIT_FRAMES = 8


class Ear:
    """Samples of one far end, in order; late ones are skipped rather than letting the delay grow."""

    def __init__(self) -> None:
        self._frames: deque[Samples] = deque()
        self._rest: Samples = np.zeros(0, dtype=np.int16)
        self._primed = False
        self.received = 0
        """Frames that came in so far."""

    def push(self, samples: Samples) -> None:
        """Add what the network delivered, of any length."""
        waiting = samples if len(self._rest) == 0 else np.concatenate([self._rest, samples])
        whole = len(waiting) // FRAME * FRAME
        for start in range(0, whole, FRAME):
            self._frames.append(waiting[start : start + FRAME])
            self.received += 1
        self._rest = waiting[whole:]
        if len(self._frames) > LIMIT_FRAMES:
            while len(self._frames) > START_FRAMES:
                self._frames.popleft()

    def pull(self) -> Samples:
        """The frame of this tick: silence until enough has come in to bridge ordinary jitter."""
        if not self._primed and len(self._frames) < START_FRAMES:
            return SILENCE
        self._primed = bool(self._frames)
        return self._frames.popleft() if self._frames else SILENCE
