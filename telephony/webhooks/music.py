"""The music we bring along: a quiet loop of chords, made once per process instead of shipped as a file."""

import io
import math
import struct
import wave
from functools import cache

from django.http import HttpRequest, HttpResponse

MUSIC = "music.wav"
RATE = 8000
BEAT_S = 0.5
# Four bars of broken chords, as semitones from A3 (220 Hz).
_BARS = ((0, 4, 7, 12), (-3, 0, 4, 9), (-7, -3, 0, 5), (-5, -1, 2, 7))
_ORDER = (0, 1, 2, 3, 2, 1, 2, 1)


@cache
def music_wav() -> bytes:
    """About 16 seconds of 8 kHz, 16-bit mono WAV."""
    notes = [bar[step] for bar in _BARS for step in _ORDER]
    samples = b"".join(_note(220.0 * 2 ** (note / 12)) for note in notes)
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples)
    return out.getvalue()


def _note(frequency: float) -> bytes:
    count = int(RATE * BEAT_S)
    values = (
        int(
            5000
            * math.exp(-3.0 * at / count)
            * min(at / 80, 1.0, (count - at) / 80)
            * (
                math.sin(2 * math.pi * frequency * at / RATE)
                + 0.3 * math.sin(4 * math.pi * frequency * at / RATE)
            )
        )
        for at in range(count)
    )
    return struct.pack(f"<{count}h", *values)


def music(request: HttpRequest) -> HttpResponse:
    """The loop; nothing secret, so the carrier may fetch it unsigned and keep it for a day."""
    return HttpResponse(
        music_wav(), content_type="audio/wav", headers={"Cache-Control": "public, max-age=86400"}
    )
