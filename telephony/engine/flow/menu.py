"""The menu node: ask, understand keys and words, ask again, give up through no_input or no_match."""

from __future__ import annotations

import unicodedata
from typing import Any

from telephony.engine.commands import Gather
from telephony.engine.events import DigitsPressed, FlowEvent, SpeechHeard
from telephony.engine.flow.view import Node, listing, mapping, whole
from telephony.engine.flow.walk import Walk


def ask(node: Node, walk: Walk) -> None:
    """Ask for a choice with the menu's own prompt."""
    _gather(node, walk, "prompt")


def heard(node: Node, event: FlowEvent, walk: Walk) -> str | None:
    """The exit the caller chose; None after asking again; no_input or no_match after all retries."""
    said = heard_text(event)
    chosen = _match(node, event)
    if chosen is not None:
        walk.vars[f"menu.{node.id}"] = chosen
        return chosen
    missed = "no_match" if said else "no_input"
    if walk.attempts >= whole(node.params.get("retries"), 2, 0, 5):
        walk.vars[f"menu.{node.id}"] = missed
        return missed
    walk.again(said)
    _gather(node, walk, f"{missed}_prompt")
    return None


def heard_text(event: FlowEvent) -> str:
    """The keys or words of an event; "" when there were none."""
    if isinstance(event, DigitsPressed):
        return event.digits
    if isinstance(event, SpeechHeard):
        return event.text.strip()
    return ""


def _gather(node: Node, walk: Walk, prompt: str) -> None:
    params, language = node.params, walk.ctx.language
    texts = params.get(prompt) or params.get("prompt")
    lengths = [len(key) for option in _options(node) if (key := _digits(option))]
    most = max(lengths, default=1)
    speech = params.get("mode", "dtmf") in ("speech", "both")
    walk.commands.append(
        Gather(
            prompts=walk.view.say(texts, language),
            max_digits=most,
            timeout_s=whole(params.get("timeout"), 5, 1, 30),
            finish_on_key="#" if most > 1 else "",
            speech=speech,
            hints=tuple(p for option in _options(node) for p in _phrases(option)) if speech else (),
            language=language,
        )
    )


def _options(node: Node) -> list[Any]:
    return [mapping(option) for option in listing(node.params.get("options"))]


def _digits(option: Any) -> str:
    digits = option.get("digits")
    return digits if isinstance(digits, str) else ""


def _phrases(option: Any) -> list[str]:
    return [phrase for phrase in listing(option.get("phrases")) if isinstance(phrase, str)]


def _match(node: Node, event: FlowEvent) -> str | None:
    said = heard_text(event)
    if not said:
        return None
    by_key = {_digits(option): option.get("exit") for option in _options(node) if _digits(option)}
    key = said if isinstance(event, DigitsPressed) else plain(said).replace(" ", "")
    found = by_key.get(key)
    if found is None and isinstance(event, SpeechHeard):
        found = _by_words(node, plain(said))
    return found if isinstance(found, str) else None


def _by_words(node: Node, said: str) -> object:
    """The exit of the longest phrase that was said, so that "new order" beats "order"."""
    hits = [
        (len(plain(phrase)), option.get("exit"))
        for option in _options(node)
        for phrase in _phrases(option)
        if _contains(said, plain(phrase))
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _contains(said: str, phrase: str) -> bool:
    if not phrase:
        return False
    if phrase.isascii():  # whole words; Chinese is written without spaces between words
        return f" {phrase} " in f" {said} "
    return phrase.replace(" ", "") in said.replace(" ", "")


def plain(text: str) -> str:
    """Words without case, width or punctuation, one space between them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded)
    return " ".join(kept.split())
