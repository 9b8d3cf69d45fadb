"""A stored flow read tolerantly: nodes by id, texts by language, limits; never raises while reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telephony.engine.commands import Say

MAX_STEPS = 500
MAX_QUIET = 25
MAX_SECONDS = 4 * 3600
RESCUE_STEPS = 50

APOLOGY = {
    "en": "We are sorry, something went wrong on our side. Please call again in a few minutes.",
    "zh-CN": "很抱歉，系统出了一点问题，请过几分钟再拨打。",
}


class FlowBroken(Exception):
    """The flow cannot go on from here; `code` says why, for the trace."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def mapping(value: object) -> Mapping[str, Any]:
    """The value when it is a JSON object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def listing(value: object) -> list[Any]:
    """The value when it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def whole(value: object, default: int, low: int, high: int) -> int:
    """The value when it is a whole number, held between low and high; else the default."""
    if not isinstance(value, int) or isinstance(value, bool):
        return default
    return min(max(value, low), high)


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a flow."""

    id: str
    type: str
    params: Mapping[str, Any]
    exits: Mapping[str, Any]


class FlowView:
    """A flow's JSON, looked at."""

    def __init__(self, flow: object) -> None:
        self._flow = mapping(flow)
        self._nodes = {
            node["id"]: node
            for node in listing(self._flow.get("nodes"))
            if isinstance(node, Mapping) and isinstance(node.get("id"), str)
        }

    def node(self, node_id: object) -> Node:
        """The node with this id; raises FlowBroken when there is none."""
        raw = self._nodes.get(node_id) if isinstance(node_id, str) else None
        if raw is None:
            raise FlowBroken("unknown_node")
        kind = raw.get("type")
        known = kind if isinstance(kind, str) else ""
        return Node(raw["id"], known, mapping(raw.get("params")), mapping(raw.get("exits")))

    @property
    def start(self) -> object:
        """The id the flow begins at, as stored."""
        return self._flow.get("start")

    @property
    def on_error(self) -> object:
        """The id the flow goes to when it cannot go on, as stored."""
        return self._flow.get("on_error")

    @property
    def default_lang(self) -> str:
        """The language that is always there."""
        lang = self._flow.get("default_lang")
        return lang if isinstance(lang, str) else "en"

    def limit(self, name: str, default: int) -> int:
        """A limit of the flow, at least 1 and at most the default."""
        return whole(mapping(self._flow.get("limits")).get(name), default, 1, default)

    def say(self, texts: object, language: str) -> tuple[Say, ...]:
        """The text in `language`, else in the flow's default one, else in any; nothing when there is none."""
        known = {k: v for k, v in mapping(texts).items() if isinstance(v, str) and v.strip()}
        for lang in (language, self.default_lang, *known):
            if lang in known:
                return (Say(known[lang], lang),)
        return ()


def apology(language: str) -> Say:
    """What a caller hears when nothing else can be said."""
    lang = language if language in APOLOGY else "en"
    return Say(APOLOGY[lang], lang)
