"""Prompts: the voice, its cache and what stands in when there is no voice."""

from pathlib import Path

import numpy as np
import pytest

from telephony.simulator.media import speech, wav
from telephony.simulator.media.sound import seconds, tone

FAKE_ESPEAK = """#!/bin/sh
cat > /dev/null
echo "$2" >> "{folder}/asked"
cat "{folder}/voice.wav"
"""


@pytest.fixture
def program(tmp_path: Path) -> str:
    (tmp_path / "voice.wav").write_bytes(wav.encode(tone((300,), 0.5)))
    file = tmp_path / "espeak-ng"
    file.write_text(FAKE_ESPEAK.format(folder=tmp_path))
    file.chmod(0o755)
    return str(file)


def asked(folder: Path) -> list[str]:
    return (folder / "asked").read_text().split()


def test_a_prompt_is_spoken_once_and_then_remembered(tmp_path: Path, program: str) -> None:
    speaker = speech.Speaker(tmp_path / "kept", program)
    assert seconds(speaker.speak("Hello", "en-US")) == 0.5
    speaker.speak("Hello", "en-US")
    speech.Speaker(tmp_path / "kept", program).speak("Hello", "en-US")
    assert asked(tmp_path) == ["en-us+f3"]
    speaker.speak("您好", "zh-CN")
    assert asked(tmp_path) == ["en-us+f3", "cmn+f3"]


def test_memory_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "KEPT_IN_MEMORY", 2)
    speaker = speech.Speaker(tmp_path, "")
    for text in ("one", "two", "three"):
        speaker.speak(text, "en")
    assert len(speaker._kept) == 2


@pytest.mark.parametrize("broken", ["", "/nowhere/espeak-ng", "/bin/false"])
def test_without_a_voice_tones_last_about_as_long_as_the_text(tmp_path: Path, broken: str) -> None:
    speaker = speech.Speaker(tmp_path, broken)
    short, long = speaker.speak("Hi.", "en"), speaker.speak("Thank you for calling Acme Bicycles. " * 3, "en")
    assert seconds(long) > 5 * seconds(short)
    assert 0 < np.abs(long).max() < 8000
    assert seconds(speaker.speak("欢迎致电北方旅行社", "zh")) == pytest.approx(2, abs=0.3)
    assert not np.any(speaker.speak("  ", "en"))


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en-US", "en-us+f3"),
        ("en-GB", "en-gb+f3"),
        ("zh-CN", "cmn+f3"),
        ("cmn-Hans-CN", "cmn+f3"),
        ("de-DE", "de"),
        ("", "en-us+f3"),
        ("-v; rm", "en-us+f3"),
    ],
)
def test_languages_of_twiml_find_their_voice(language: str, voice: str) -> None:
    assert speech.voice_for(language) == voice
