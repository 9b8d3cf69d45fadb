"""What a flow says and names: menu keys, references to queues and hours, missing languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from telephony.engine.flow.conform import escape
from telephony.engine.flow.menu import plain
from telephony.engine.flow.problem import Problem, Refs

MENU_CHOICES = 5
# About 20 seconds of speech: 15 letters a second in Latin script, 4 characters a second in Chinese.
SPOKEN_UNITS = 300
_PROMPTS = {
    "say": ("text",),
    "menu": ("prompt", "no_input_prompt", "no_match_prompt"),
    "voicemail": ("greeting",),
    "hangup": ("text",),
}


def problems(flow: Mapping[str, Any], refs: Refs) -> Iterator[Problem]:
    """The problems of contents, node by node; the flow has the right shape already."""
    if flow["default_lang"] not in flow["langs"]:
        text = f"The default language {flow['default_lang']} is not in the list of languages. Add it."
        yield Problem("lang_missing", "warning", "/langs", "", text)
    for number, node in enumerate(flow["nodes"]):
        at = f"/nodes/{number}/params"
        yield from _references(node, at, refs)
        yield from _languages(node, at, flow)
        if node["type"] == "menu":
            yield from _keys(node, at)
            yield from _phrases(node, at)
            yield from _length(node, at)


def _references(node: Mapping[str, Any], at: str, refs: Refs) -> Iterator[Problem]:
    for name, known, what in (("queue", refs.queues, "queue"), ("schedule", refs.hours, "opening hours")):
        used = node["params"].get(name)
        if used is not None and used not in known:
            text = f"The {what} of this step does not exist any more. Choose another."
            yield Problem("ref_missing", "error", f"{at}/{name}", node["id"], text)


def _languages(node: Mapping[str, Any], at: str, flow: Mapping[str, Any]) -> Iterator[Problem]:
    for name in _PROMPTS.get(node["type"], ()):
        texts = node["params"].get(name)
        if texts is None:
            continue
        for lang in flow["langs"]:
            if not texts.get(lang, "").strip():
                text = f"The text is missing in {lang}; callers will hear it in {flow['default_lang']}."
                yield Problem("lang_missing", "warning", f"{at}/{name}/{escape(lang)}", node["id"], text)


def _keys(node: Mapping[str, Any], at: str) -> Iterator[Problem]:
    earlier: list[str] = []
    longest = max(len(option.get("digits", "")) for option in node["params"]["options"])
    for number, option in enumerate(node["params"]["options"]):
        key, where = option.get("digits"), f"{at}/options/{number}/digits"
        if key is None:
            continue
        if key in earlier:
            yield Problem("dup_digit", "error", where, node["id"], f"Key {key} is used twice.")
        elif key == "#" and longest > 1:
            text = "Key # ends a longer input here, so it cannot be a choice of its own."
            yield Problem("prefix_clash", "error", where, node["id"], text)
        elif any(key.startswith(other) or other.startswith(key) for other in earlier):
            text = f"Key {key} begins like another choice, so one of them can never be pressed."
            yield Problem("prefix_clash", "error", where, node["id"], text)
        earlier.append(key)


def _phrases(node: Mapping[str, Any], at: str) -> Iterator[Problem]:
    earlier: set[str] = set()
    for number, option in enumerate(node["params"]["options"]):
        for place, phrase in enumerate(option.get("phrases", [])):
            if plain(phrase) in earlier:
                where = f"{at}/options/{number}/phrases/{place}"
                yield Problem("dup_phrase", "error", where, node["id"], f"“{phrase}” is used twice.")
            earlier.add(plain(phrase))


def _length(node: Mapping[str, Any], at: str) -> Iterator[Problem]:
    if len(node["params"]["options"]) > MENU_CHOICES:
        text = f"Callers remember about {MENU_CHOICES} choices. Split the menu."
        yield Problem("menu_too_long", "warning", f"{at}/options", node["id"], text)
    for lang, text in node["params"]["prompt"].items():
        if sum(4 if ord(c) > 0x2E7F else 1 for c in text) > SPOKEN_UNITS:
            where = f"{at}/prompt/{escape(lang)}"
            message = "This takes more than 20 seconds to say. Make it shorter."
            yield Problem("menu_too_long", "warning", where, node["id"], message)
