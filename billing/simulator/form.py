"""Nested form fields (`items[0][price]=…`) to dicts and lists, and the typed reading of them."""

import re
from typing import Any
from urllib.parse import parse_qsl

from billing.simulator.problems import bad

Params = dict[str, Any]

_KEY = re.compile(r"([^\[\]]+)|\[([^\[\]]*)\]")


def decode(text: str) -> Params:
    """A form body or query string as nested dicts; groups with number keys or `[]` become lists."""
    root: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        _put(root, [a or b for a, b in _KEY.findall(key)], value)
    listed: Params = {name: _lists(value) for name, value in root.items()}
    return listed


def _put(root: dict[str, Any], parts: list[str], value: str) -> None:
    at = root
    for part in parts[:-1]:
        at = at.setdefault(part or str(len(at)), {})
        if not isinstance(at, dict):
            raise bad(f"Invalid nesting of parameter: {parts[0]}", parts[0])
    at[parts[-1] or str(len(at))] = value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(inner) for key, inner in value.items()}


def integer(params: Params, name: str, default: int | None = None) -> int | None:
    """An integer parameter; absent or empty gives the default."""
    raw = params.get(name)
    if raw is None or raw == "":
        return default
    try:
        return int(raw)
    except (TypeError, ValueError):
        raise bad(f"Invalid integer: {raw}", name, "parameter_invalid_integer") from None


def boolean(params: Params, name: str, default: bool = False) -> bool:
    """A true/false parameter; absent gives the default."""
    raw = params.get(name)
    if raw is None:
        return default
    if str(raw).lower() not in {"true", "false"}:
        raise bad(f"Invalid boolean: {raw}", name)
    return str(raw).lower() == "true"


def text(params: Params, name: str) -> str | None:
    """A text parameter; empty clears and is None, as at Stripe."""
    raw = params.get(name)
    if raw is not None and not isinstance(raw, str):
        raise bad(f"Invalid string: {raw}", name)
    return raw or None


def need(params: Params, name: str) -> str:
    """A text parameter that must be there."""
    value = text(params, name)
    if value is None:
        raise bad(f"Missing required param: {name}.", name, "parameter_missing")
    return value


def one_of(params: Params, name: str, allowed: tuple[str, ...], default: str) -> str:
    """A word out of a closed list."""
    value = text(params, name) or default
    if value not in allowed:
        raise bad(f"Invalid {name}: must be one of {', '.join(allowed)}", name)
    return value


def group(params: Params, name: str) -> Params:
    """A nested hash; absent or empty gives an empty one."""
    value = params.get(name)
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise bad(f"Invalid object: {value}", name)
    return value


def rows(params: Params, name: str) -> list[Any]:
    """A list; absent or empty gives an empty one."""
    value = params.get(name)
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        raise bad(f"Invalid array: {value}", name)
    return value


def merged_metadata(old: dict[str, str] | None, params: Params) -> dict[str, str]:
    """Metadata after an update: an empty value removes its key, an empty hash removes all."""
    if "metadata" not in params:
        return dict(old or {})
    if params["metadata"] == "":
        return {}
    changed = {**(old or {}), **group(params, "metadata")}
    return {key: value for key, value in changed.items() if value != ""}
