"""One leg of a call, as the mixer sees it: what it says, what is played to it and where it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from telephony.simulator.media.ear import Ear
from telephony.simulator.media.meter import Meter
from telephony.simulator.media.playback import Playback
from telephony.simulator.media.sound import SILENCE, Samples

QUIET_PEAK = 330
"""Below a hundredth of full scale nobody speaks: that is the noise of a room."""


def is_quiet(frame: Samples) -> bool:
    """Whether nobody speaks in this frame."""
    return frame is SILENCE or int(np.abs(frame.astype(np.int32)).max()) < QUIET_PEAK


@dataclass
class Leg:
    """Named by its call SID; has a far end (`send`) only while a browser is attached."""

    call_sid: str
    ear: Ear = field(default_factory=Ear)
    playback: Playback | None = None
    """Heard by this leg alone."""
    overlay: Playback | None = None
    """A signal laid over everything else that this leg hears."""
    mouth: Playback | None = None
    """Said by this leg in place of its far end: the voice of a scripted person."""
    room: str | None = None
    muted: bool = False
    hold: bool = False
    coach: str | None = None
    """Call SID of the only leg that hears this one."""
    send: Callable[[Samples], None] | None = None
    recording: list[Samples] | None = None
    quiet_ticks: int = 0
    """Ticks since the far end last made a sound."""
    said: Meter = field(default_factory=Meter)
    heard: Meter = field(default_factory=Meter)

    @property
    def live(self) -> bool:
        """Whether time has to be kept for this leg."""
        return self.send is not None or self.recording is not None

    def listen(self) -> Samples:
        """What the far end says in this tick; noted for the meter and the recording."""
        frame = self.mouth.pull() if self.mouth else None
        if frame is None:
            self.mouth = None
            frame = self.ear.pull()
        self.said.note(frame)
        self.quiet_ticks = self.quiet_ticks + 1 if is_quiet(frame) else 0
        if self.recording is not None:
            self.recording.append(frame)
        return frame

    def played(self) -> list[Samples]:
        """What is played to this leg in this tick: nothing, one frame, or two that sound together."""
        frames = [source.pull() for source in (self.playback, self.overlay) if source]
        if self.playback and self.playback.over:
            self.playback = None
        if self.overlay and self.overlay.over:
            self.overlay = None
        return [frame for frame in frames if frame is not None]

    def deliver(self, frame: Samples) -> None:
        """Send a frame to the far end."""
        self.heard.note(frame)
        if self.send:
            self.send(frame)

    def skip(self, frames: int) -> None:
        """Keep a recording as long as the time that passed while the machine was too busy to tick."""
        self.quiet_ticks += frames
        if self.recording is not None:
            self.recording += [SILENCE] * frames
