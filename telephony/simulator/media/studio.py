"""The media plane of the stand-in: the `Media` protocol, carried out by legs, the mixer and the ticker."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Protocol

import numpy as np

from telephony.simulator.media import mixer, sound, wav
from telephony.simulator.media.ear import Ear
from telephony.simulator.media.leg import Leg
from telephony.simulator.media.playback import Playback
from telephony.simulator.media.sound import Samples
from telephony.simulator.media.sources import GUESS_SECONDS, Sources
from telephony.simulator.media.speech import Speaker
from telephony.simulator.media.ticker import Ticker
from telephony.simulator.ports import FOREVER

BRIDGE = "bridge:"


class Line(Protocol):
    """The far end of a leg."""

    ear: Ear

    @property
    def state(self) -> str:
        """Of the connection, in WebRTC's words."""

    def send(self, samples: Samples) -> None:
        """Take one frame for the far end."""

    async def close(self) -> None:
        """Release everything (idempotent)."""


class Studio:
    """Sound for all legs of the process. Legs come into being when first spoken of and end with `hangup`."""

    def __init__(self, state: Path | None) -> None:
        """`state`: folder in which spoken prompts are kept; None keeps them in memory only."""
        self.legs: dict[str, Leg] = {}
        self._speaker = Speaker(state / "speech" if state else None)
        self._sources = Sources()
        self._lines: dict[str, Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ticker = Ticker(self.tick, self._skip, lambda: any(leg.live for leg in self.legs.values()))

    # What is played to one leg

    def say(self, call_sid: str, text: str, language: str, voice: str) -> float:
        """Speak to a leg; returns seconds."""
        return self._play(call_sid, self._speaker.speak(text, language))

    def play(self, call_sid: str, url: str, loop: int) -> float:
        """Play a URL to a leg; returns seconds, a guess when the audio has yet to be fetched."""
        samples = self._sources.at_hand(url)
        if samples is None:
            self.stop(call_sid)
            self._start(self._play_later(call_sid, url, loop))
            return GUESS_SECONDS * loop if loop else FOREVER
        if not self._sources.is_fresh(url):
            self._sources.fetch(url)
        return self._play(call_sid, samples, loop)

    def digits(self, call_sid: str, digits: str) -> None:
        """Send DTMF tones to a leg."""
        self._play(call_sid, sound.dtmf(digits))

    def ring(self, call_sid: str) -> None:
        """Ring-back to a leg, until something else is played or it is connected."""
        self._leg(call_sid).playback = Playback(sound.ringback(), 0, ring=True)

    def beep(self, call_sid: str) -> None:
        """The short conference beep to a leg, over whatever it hears."""
        self._leg(call_sid).overlay = Playback(sound.beep())

    def stop(self, call_sid: str) -> None:
        """Stop what is played to a leg."""
        if leg := self.legs.get(call_sid):
            leg.playback = None

    def stop_ringing(self, call_sid: str) -> None:
        """Stop ring-back, but nothing else."""
        leg = self.legs.get(call_sid)
        if leg and leg.playback and leg.playback.ring:
            leg.playback = None

    # Rooms and bridges

    def join(self, call_sid: str, room: str, *, muted: bool, hold: bool, coach: str | None) -> None:
        """Put a leg into a room; ring-back ends."""
        self.stop_ringing(call_sid)
        self._leg(call_sid).room = room
        self.change(call_sid, muted=muted, hold=hold, coach=coach)

    def change(self, call_sid: str, *, muted: bool, hold: bool, coach: str | None) -> None:
        """Set the flags of a leg."""
        leg = self._leg(call_sid)
        leg.muted, leg.hold, leg.coach = muted, hold, coach

    def leave(self, call_sid: str) -> None:
        """Take a leg out of its room; a bridge ends for both."""
        leg = self.legs.get(call_sid)
        if leg is None or leg.room is None:
            return
        room = leg.room
        for other in self.legs.values():
            if other is leg or (other.room == room and room.startswith(BRIDGE)):
                other.room, other.muted, other.hold, other.coach = None, False, False, None

    def bridge(self, a: str, b: str) -> None:
        """Connect two legs to each other."""
        for call_sid in (a, b):
            self.leave(call_sid)
            self.join(call_sid, BRIDGE + a, muted=False, hold=False, coach=None)

    # Recording

    def record(self, call_sid: str) -> None:
        """Start recording what a leg says."""
        leg = self._leg(call_sid)
        leg.recording, leg.quiet_ticks = [], 0
        self._ticker.wake()

    def recorded(self, call_sid: str) -> bytes:
        """Stop recording; returns a WAV file."""
        leg = self.legs.get(call_sid)
        frames = (leg.recording if leg else None) or []
        if leg:
            leg.recording = None
        return wav.encode(np.concatenate([np.zeros(0, dtype=np.int16), *frames]))

    def quiet(self, call_sid: str) -> float | None:
        """Seconds since a leg's far end made a sound; None for a leg without one."""
        leg = self.legs.get(call_sid)
        return leg.quiet_ticks * sound.FRAME_SECONDS if leg and leg.send else None

    # Far ends

    def attach(self, call_sid: str, line: Line) -> None:
        """Give a leg a far end, in place of an earlier one; it is closed when the leg is over."""
        leg = self._leg(call_sid)
        self._close(call_sid)
        leg.ear, leg.send = line.ear, line.send
        self._lines[call_sid] = line
        self._ticker.wake()

    def detach(self, call_sid: str, line: Line) -> None:
        """The far end is gone; a leg that nothing else holds is forgotten: the core may be done with it."""
        if self._lines.get(call_sid) is not line:
            return
        leg = self._leg(call_sid)
        leg.send = None
        del self._lines[call_sid]
        if leg.room is None and leg.recording is None:
            self.legs.pop(call_sid, None)

    def line_state(self, call_sid: str) -> str:
        """State of a leg's far end, '' if it has none."""
        line = self._lines.get(call_sid)
        return line.state if line else ""

    def utter(self, call_sid: str, text: str, language: str) -> float:
        """Let a leg without a browser (a scripted person) say something; returns seconds."""
        samples = self._speaker.speak(text, language)
        self._leg(call_sid).mouth = Playback(samples)
        return sound.seconds(samples)

    def hangup(self, call_sid: str) -> None:
        """The leg is over."""
        self.leave(call_sid)
        self.legs.pop(call_sid, None)
        self._close(call_sid)

    async def close(self) -> None:
        """Let go of everything: no leg is left, no task runs."""
        for call_sid in list(self.legs):
            self.hangup(call_sid)
        self._ticker.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Inside

    def _leg(self, call_sid: str) -> Leg:
        return self.legs.setdefault(call_sid, Leg(call_sid))

    def _play(self, call_sid: str, samples: Samples, loop: int = 1) -> float:
        self._leg(call_sid).playback = Playback(samples, loop)
        return sound.seconds(samples) * loop if loop else FOREVER

    async def _play_later(self, call_sid: str, url: str, loop: int) -> None:
        waiting = Playback(sound.silence(GUESS_SECONDS), 0)
        self._leg(call_sid).playback = waiting
        samples = await self._sources.fetch(url)
        leg = self.legs.get(call_sid)
        if leg and leg.playback is waiting:
            leg.playback = Playback(samples, loop) if samples is not None else None

    def tick(self) -> None:
        """Move 20 ms of sound; the ticker calls this in real time, tests as they like."""
        mixer.tick(self.legs.values())

    def _skip(self, frames: int) -> None:
        for leg in self.legs.values():
            leg.skip(frames)

    def _close(self, call_sid: str) -> None:
        if line := self._lines.pop(call_sid, None):
            self._start(line.close())

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
