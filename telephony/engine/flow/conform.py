"""Check a JSON value against the part of JSON Schema that flow/1 uses, with a pointer for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Finding = tuple[str, str]  # JSON pointer, sentence


def findings(value: object, schema: Mapping[str, Any], pointer: str = "") -> Iterator[Finding]:
    """Everything about `value` that the schema does not allow; nothing when it conforms."""
    if "oneOf" in schema:
        yield from _one_of(value, schema["oneOf"], pointer)
        return
    wrong = _wrong_kind(value, schema)
    if wrong:
        yield pointer, wrong
        return
    if isinstance(value, str):
        yield from _text(value, schema, pointer)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from _number(value, schema, pointer)
    elif isinstance(value, list):
        yield from _array(value, schema, pointer)
    elif isinstance(value, Mapping):
        yield from _object(value, schema, pointer)


def escape(key: object) -> str:
    """A key as a JSON pointer writes it."""
    return str(key).replace("~", "~0").replace("/", "~1")


_KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (Mapping,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "null": (type(None),),
}


def _is(value: object, kind: str) -> bool:
    return isinstance(value, _KINDS[kind]) and not isinstance(value, bool)


def _wrong_kind(value: object, schema: Mapping[str, Any]) -> str:
    if "const" in schema and value != schema["const"]:
        return f"This must be “{schema['const']}”."
    if "enum" in schema and value not in schema["enum"]:
        return f"Use one of: {', '.join(schema['enum'])}."
    kinds = schema.get("type", [])
    allowed = [kinds] if isinstance(kinds, str) else kinds
    if allowed and not any(_is(value, kind) for kind in allowed):
        return f"This must be {' or '.join(allowed)}."
    return ""


def _text(value: str, schema: Mapping[str, Any], pointer: str) -> Iterator[Finding]:
    if len(value) < schema.get("minLength", 0):
        yield pointer, "This must not be empty."
    if len(value) > schema.get("maxLength", len(value)):
        yield pointer, f"This is longer than {schema['maxLength']} characters."
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield pointer, f"“{value[:40]}” is not allowed here."


def _number(value: int, schema: Mapping[str, Any], pointer: str) -> Iterator[Finding]:
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    if not low <= value <= high:
        yield pointer, f"Use a number from {schema['minimum']} to {schema['maximum']}."


def _array(value: list[Any], schema: Mapping[str, Any], pointer: str) -> Iterator[Finding]:
    if len(value) < schema.get("minItems", 0):
        yield pointer, f"Add at least {schema['minItems']}."
    if len(value) > schema.get("maxItems", len(value)):
        yield pointer, f"At most {schema['maxItems']} are allowed."
    for number, item in enumerate(value):
        yield from findings(item, schema.get("items", {}), f"{pointer}/{number}")


def _object(value: Mapping[str, Any], schema: Mapping[str, Any], pointer: str) -> Iterator[Finding]:
    properties = schema.get("properties", {})
    for key in schema.get("required", []):
        if key not in value:
            yield f"{pointer}/{escape(key)}", f"“{key}” is missing."
    for key, item in value.items():
        yield from _property(str(key), item, properties, schema, f"{pointer}/{escape(key)}")


def _property(
    key: str, item: object, properties: Mapping[str, Any], schema: Mapping[str, Any], pointer: str
) -> Iterator[Finding]:
    names = schema.get("propertyNames", {})
    if "pattern" in names and not re.search(names["pattern"], key):
        yield pointer, f"“{key}” is not allowed as a name here."
    rest = schema.get("additionalProperties", True)
    if key in properties:
        yield from findings(item, properties[key], pointer)
    elif rest is False:
        yield pointer, f"“{key}” is not known here."
    elif isinstance(rest, Mapping):
        yield from findings(item, rest, pointer)


def _one_of(value: object, choices: list[Any], pointer: str) -> Iterator[Finding]:
    """The choices differ by the constant in `type`, so the right one is known and its findings say where."""
    if not isinstance(value, Mapping):
        yield pointer, "This must be object."
        return
    kind = value.get("type")
    for choice in choices:
        if choice["properties"]["type"]["const"] == kind:
            yield from findings(value, choice, pointer)
            return
    yield f"{pointer}/type", f"Steps of the type “{kind}” cannot run yet. Remove this step."
