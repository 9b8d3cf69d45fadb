"""Checks TwiML against the grammar taken from Twilio's own npm package (`twiml_grammar.json`)."""

import functools
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAX_BYTES = 64 * 1024
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FREE = frozenset(
    ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w", "Parameter", "Header"]
)
"""Elements whose attributes the grammar does not list."""


@functools.cache
def _grammar(kind: str) -> dict[str, Any]:
    text = Path(__file__).with_name("twiml_grammar.json").read_text()
    grammar: dict[str, Any] = json.loads(text)[kind]
    return grammar


def check(xml: str, kind: str = "voice") -> list[str]:
    """Return what is wrong with a document, as Twilio's error code and words; empty if nothing is."""
    problems = ["11750 body larger than 64 kB"] if len(xml.encode()) > MAX_BYTES else []
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as problem:
        return [f"12100 not well-formed: {problem}"]
    if root.tag != "Response":
        return ["12100 the root is not <Response>"]
    return problems + list(_element(root, "Response", _grammar(kind)))


def _element(element: ET.Element, path: str, grammar: dict[str, Any]) -> Iterator[str]:
    known = grammar[element.tag]
    for name, value in element.attrib.items():
        if name != XML_LANG:
            yield from _attribute(f"{path}@{name}", name, value, element.tag, known["attributes"])
    for child in element:
        if child.tag not in grammar:
            yield f"12200 {path}/<{child.tag}> unknown"
        elif child.tag not in known["children"]:
            yield f"12200 <{child.tag}> not allowed in {path}"
        else:
            yield from _element(child, f"{path}/{child.tag}", grammar)


def _attribute(where: str, name: str, value: str, tag: str, known: dict[str, Any]) -> Iterator[str]:
    wanted = known.get(name)
    if wanted is None:
        if tag not in FREE and name.lower() not in {other.lower() for other in known}:
            yield f"12200 {where} unknown attribute"
        return
    if wanted == "boolean" and value not in ("true", "false"):
        yield f"12200 {where}={value!r} is not a boolean"
    if wanted == "number" and not value.lstrip("-").isdigit():
        yield f"12200 {where}={value!r} is not a number"
    if not isinstance(wanted, dict):
        return
    if "enum" in wanted and value not in wanted["enum"]:
        yield f"12200 {where}={value!r} is not one of {wanted['enum'][:6]}"
    listed = wanted.get("list")
    if isinstance(listed, dict) and "enum" in listed:
        yield from (f"12200 {where} has {w!r}" for w in value.split() if w not in listed["enum"])
