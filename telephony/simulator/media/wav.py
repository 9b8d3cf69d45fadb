"""Audio files in and out: WAV written with the standard library, anything FFmpeg knows read through PyAV."""

import io
import wave

import av
import numpy as np
from av.audio.resampler import AudioResampler

from telephony.simulator.media.sound import RATE, Samples


class BadAudio(Exception):
    """The bytes are not an audio file that can be played."""


def encode(samples: Samples) -> bytes:
    """A WAV file: 16 bit, mono, 8 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()


def decode(data: bytes) -> Samples:
    """Samples of an audio file (WAV, MP3, OGG …) of any rate and number of channels; raises BadAudio."""
    to_phone = AudioResampler(format="s16", layout="mono", rate=RATE)
    parts: list[Samples] = [np.zeros(0, dtype=np.int16)]
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            for frame in [*container.decode(audio=0), None]:
                parts += [plain(piece) for piece in to_phone.resample(frame)]
    except (av.FFmpegError, IndexError) as error:
        raise BadAudio(f"This is not an audio file that can be played: {error}") from error
    return np.concatenate(parts)


def plain(frame: av.AudioFrame) -> Samples:
    """The samples of a frame that is already mono and 16 bit."""
    samples: Samples = frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)
    return samples
