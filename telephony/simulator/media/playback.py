"""A sound on its way out: frames are pulled from it until it ends."""

import numpy as np

from telephony.simulator.media.sound import FRAME, Samples


class Playback:
    """Plays `samples` `loop` times, 0 = for ever."""

    def __init__(self, samples: Samples, loop: int = 1, *, ring: bool = False) -> None:
        self._samples = samples
        self._turns_left = loop
        self._endless = loop == 0
        self._at = 0
        self.ring = ring
        """True for ring-back, which ends by itself when the call is answered."""

    def pull(self) -> Samples | None:
        """The next frame, padded with silence at the very end; None when there is nothing left."""
        if self.over:
            return None
        frame = np.zeros(FRAME, dtype=np.int16)
        filled = 0
        while filled < FRAME and not self.over:
            part = self._samples[self._at : self._at + FRAME - filled]
            frame[filled : filled + len(part)] = part
            filled += len(part)
            self._advance(len(part))
        return frame

    def _advance(self, count: int) -> None:
        self._at += count
        if self._at >= len(self._samples):
            self._at = 0
            self._turns_left -= 1

    @property
    def over(self) -> bool:
        """Whether everything was played."""
        return len(self._samples) == 0 or (not self._endless and self._turns_left <= 0)
