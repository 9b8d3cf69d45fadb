"""Copying form values into a resource, with the checks that all resources share."""

from urllib.parse import urlparse

from telephony.simulator.records.store import Json
from telephony.simulator.rest.errors import ApiError
from telephony.simulator.rest.request import Ask


def apply(row: Json, fields: dict[str, str], ask: Ask) -> None:
    """Set the fields that the form mentions; an empty value clears a URL; raises ApiError for bad ones."""
    for name, field in fields.items():
        if name not in ask.form:
            continue
        text = ask.value(name)
        if isinstance(row.get(field), bool):
            row[field] = text.lower() == "true"
        elif field.endswith("_method"):
            row[field] = checked_method(text or "POST")
        elif field.endswith(("_url", "callback")):
            row[field] = checked_url(text, name) or None
        else:
            row[field] = text or (None if field.endswith("_sid") else "")


def checked_url(url: str, name: str) -> str:
    """Return an absolute http(s) URL, or ''; raises ApiError 21502."""
    if not url:
        return ""
    parts = urlparse(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "_" in parts.hostname:
        raise ApiError(400, 21502, f"{name} is not a valid URL: {url}")
    return url


def checked_method(method: str) -> str:
    """Return GET or POST; raises ApiError 21403."""
    if method.upper() not in ("GET", "POST"):
        raise ApiError(400, 21403, f"Invalid HTTP method: {method}")
    return method.upper()
