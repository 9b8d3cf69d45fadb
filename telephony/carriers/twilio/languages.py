"""Our languages in Twilio's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """How Twilio speaks and hears a language."""

    say_language: str
    voice: str
    hear_language: str


# A voice and a language that do not fit each other make <Say> fail (Twilio: "<Say>", voice). Mandarin is
# cmn-CN to the voice and cmn-Hans-CN to the recogniser; zh-CN is a name of an older, retired voice.
_SPEECH = {
    "en": Speech("en-US", "Polly.Joanna-Neural", "en-US"),
    "en-GB": Speech("en-GB", "Polly.Amy-Neural", "en-GB"),
    "zh-CN": Speech("cmn-CN", "Polly.Zhiyu-Neural", "cmn-Hans-CN"),
}


def speech(language: str) -> Speech:
    """The voice of a flow language; one we have no voice for is read by the nearest, then in English."""
    if language in _SPEECH:
        return _SPEECH[language]
    return _SPEECH["zh-CN" if language.lower().startswith("zh") else "en"]
