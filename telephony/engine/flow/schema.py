"""JSON Schema (2020-12) of flow/1 for the node types that can run today."""

from __future__ import annotations

from typing import Any

TEXT_MAX = 4000
NODE_ID = "^[a-z][a-z0-9_]{0,39}$"
EXIT_ID = "^[a-z][a-z0-9_]{0,39}$"
LANG = "^[a-z]{2}(-[A-Z]{2})?$"

TEXTS: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"pattern": LANG},
    "additionalProperties": {"type": "string", "maxLength": TEXT_MAX},
}
REF: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 64}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _whole(low: int, high: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high}


OPTION = _object(
    {
        "exit": {"type": "string", "pattern": EXIT_ID},
        "digits": {"type": "string", "pattern": "^([0-9*]{1,4}|#)$"},
        "phrases": {
            "type": "array",
            "maxItems": 20,
            "items": {"type": "string", "minLength": 1, "maxLength": 80},
        },
        "label": {"type": "string", "maxLength": 80},
    },
    "exit",
)

PARAMS: dict[str, dict[str, Any]] = {
    "start": _object({}),
    "say": _object({"text": TEXTS}, "text"),
    "menu": _object(
        {
            "prompt": TEXTS,
            "no_input_prompt": TEXTS,
            "no_match_prompt": TEXTS,
            "mode": {"enum": ["dtmf", "speech", "both"]},
            "timeout": _whole(1, 30),
            "retries": _whole(0, 5),
            "options": {"type": "array", "minItems": 1, "maxItems": 20, "items": OPTION},
        },
        "prompt",
        "options",
    ),
    "hours": _object({"schedule": REF}, "schedule"),
    "queue": _object({"queue": REF, "priority": _whole(0, 9), "max_wait": _whole(10, 14400)}, "queue"),
    "voicemail": _object(
        {"greeting": TEXTS, "max_s": _whole(5, 600), "min_s": _whole(0, 60), "queue": REF}, "greeting"
    ),
    "hangup": _object({"text": TEXTS, "reason": {"type": "string", "maxLength": 80}}),
}

NODE_TYPES = tuple(PARAMS)


def _node(kind: str) -> dict[str, Any]:
    return _object(
        {
            "id": {"type": "string", "pattern": NODE_ID},
            "type": {"const": kind},
            "name": {"type": "string", "maxLength": 80},
            "params": PARAMS[kind],
            "exits": {
                "type": "object",
                "propertyNames": {"pattern": EXIT_ID},
                "additionalProperties": {"type": ["string", "null"]},
            },
        },
        "id",
        "type",
        "params",
        "exits",
    )


FLOW_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "flow/1",
    **_object(
        {
            "schema": {"const": "flow/1"},
            "channel": {"enum": ["voice"]},
            "default_lang": {"type": "string", "pattern": LANG},
            "langs": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": LANG}},
            "start": {"type": "string"},
            "on_error": {"type": ["string", "null"]},
            "on_hangup": {"type": "null"},
            "limits": _object(
                {
                    "steps": _whole(1, 500),
                    "visits_without_input": _whole(1, 25),
                    "seconds": _whole(1, 14400),
                }
            ),
            "vars": {"type": "object"},
            "nodes": {"type": "array", "items": {"oneOf": [_node(kind) for kind in NODE_TYPES]}},
            "ui": {"type": "object"},
        },
        "schema",
        "channel",
        "default_lang",
        "langs",
        "start",
        "nodes",
    ),
}
