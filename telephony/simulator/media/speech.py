"""Prompts: spoken by espeak-ng where it is installed, otherwise soft tones whose length follows the text."""

import hashlib
import shutil
import subprocess
from collections import OrderedDict
from pathlib import Path

import numpy as np

from telephony.simulator.media import wav
from telephony.simulator.media.sound import Samples, silence, tone

KEPT_IN_MEMORY = 200
SECONDS_TO_SPEAK = 8
WORDS_PER_MINUTE = "160"
VOICES = {"en": "en-us+f3", "en-gb": "en-gb+f3", "zh": "cmn+f3", "cmn": "cmn+f3", "yue": "yue+f3"}
SYLLABLE_HZ = (330.0, 392.0, 349.0, 294.0)


class Speaker:
    """Turns texts into samples and remembers them: all in memory, the spoken ones also in a folder."""

    def __init__(self, folder: Path | None, program: str | None = None) -> None:
        """`folder`: None keeps prompts in memory only.
        `program`: path of espeak-ng; None looks for it, '' does without."""
        self._folder = folder
        self._program = shutil.which("espeak-ng") if program is None else program
        self._kept: OrderedDict[str, Samples] = OrderedDict()

    def speak(self, text: str, language: str) -> Samples:
        """The text as sound. The first time takes some 30 ms, which the ticker catches up; then nothing."""
        voice = voice_for(language)
        key = hashlib.sha256(f"{voice}|{WORDS_PER_MINUTE}|{text}".encode()).hexdigest()[:32]
        if key not in self._kept:
            self._kept[key] = self._spoken(key, voice, text)
        self._kept.move_to_end(key)
        if len(self._kept) > KEPT_IN_MEMORY:
            self._kept.popitem(last=False)
        return self._kept[key]

    def _spoken(self, key: str, voice: str, text: str) -> Samples:
        if not self._program or not text.strip():
            return murmur(text)
        file = self._folder / f"{key}.wav" if self._folder else None
        try:
            if file and file.exists():
                return wav.decode(file.read_bytes())
            samples = wav.decode(run_espeak(self._program, voice, text))
        except (OSError, subprocess.SubprocessError, wav.BadAudio):
            return murmur(text)
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(wav.encode(samples))
        return samples


def run_espeak(program: str, voice: str, text: str) -> bytes:
    """Let espeak-ng write a WAV; raises OSError or subprocess.SubprocessError."""
    command = [program, "-v", voice, "-s", WORDS_PER_MINUTE, "-a", "90", "--stdin", "--stdout"]
    said = text.encode()
    return subprocess.run(
        command, input=said, capture_output=True, timeout=SECONDS_TO_SPEAK, check=True
    ).stdout


def voice_for(language: str) -> str:
    """The espeak-ng voice for a TwiML language such as `en-US`, `zh-CN` or `cmn-Hans-CN`."""
    whole = language.lower().replace("_", "-")
    first = whole.split("-")[0]
    other = first if first.isascii() and first.isalpha() else VOICES["en"]
    return VOICES.get(whole) or VOICES.get(first) or other


def reading_seconds(text: str) -> float:
    """About how long a person takes to say this: 15 letters or 4.5 Chinese characters a second."""
    wide = sum(1 for sign in text if ord(sign) > 0x2E80)
    return max(0.4, wide / 4.5 + (len(text) - wide) / 15)


def murmur(text: str) -> Samples:
    """Soft syllable-like tones as long as saying the text would take; silence for no text."""
    if not text.strip():
        return silence(0.1)
    syllables = max(2, round(reading_seconds(text) / 0.2))
    parts = [
        np.concatenate([tone((hz, hz * 2), 0.15, level=0.06, fade_s=0.04), silence(0.05)])
        for hz in (SYLLABLE_HZ[(place * 7 + len(text)) % 4] for place in range(syllables))
    ]
    return np.concatenate(parts)
