"""Media without sound: only computes how long things last."""

import io
import unicodedata
import wave

from telephony.simulator.clock import Clock
from telephony.simulator.ports import FOREVER

PLAY_SECONDS = 5.0
"""Length of any audio file when nobody looks inside."""
RATE = 8000


def spoken_seconds(text: str) -> float:
    """Estimate speech in seconds: 15 letters or 4 wide (Chinese, Japanese) characters each, at least 0.5."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return max(0.5, round(wide / 4 + (len(text) - wide) / 15, 1))


class NullMedia:
    """Implements `ports.Media` in silence."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: dict[str, float] = {}

    def say(self, call_sid: str, text: str, language: str, voice: str) -> float:
        return spoken_seconds(text)

    def play(self, call_sid: str, url: str, loop: int) -> float:
        return PLAY_SECONDS * loop if loop else FOREVER

    def digits(self, call_sid: str, digits: str) -> None:
        return None

    def ring(self, call_sid: str) -> None:
        return None

    def beep(self, call_sid: str) -> None:
        return None

    def stop(self, call_sid: str) -> None:
        return None

    def join(self, call_sid: str, room: str, *, muted: bool, hold: bool, coach: str | None) -> None:
        return None

    def change(self, call_sid: str, *, muted: bool, hold: bool, coach: str | None) -> None:
        return None

    def leave(self, call_sid: str) -> None:
        return None

    def bridge(self, a: str, b: str) -> None:
        return None

    def record(self, call_sid: str) -> None:
        self._since[call_sid] = self._clock.now().timestamp()

    def recorded(self, call_sid: str) -> bytes:
        since = self._since.pop(call_sid, None)
        seconds = 0.0 if since is None else self._clock.now().timestamp() - since
        return silent_wav(seconds)

    def quiet(self, call_sid: str) -> float | None:
        return None

    def hangup(self, call_sid: str) -> None:
        self._since.pop(call_sid, None)


def silent_wav(seconds: float) -> bytes:
    """Return a WAV file of silence, 16-bit mono 8 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(2 * round(seconds * RATE)))
    return out.getvalue()
