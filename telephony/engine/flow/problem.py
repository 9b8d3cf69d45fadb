"""What can be wrong with a flow, and what a flow may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `pointer` is a JSON pointer into the flow; `node` its node's id or ""."""

    code: str
    level: Literal["error", "warning"]
    pointer: str
    node: str
    message: str

    def to_json(self) -> dict[str, str]:
        """A plain dict with the keys code, level, pointer, node, message."""
        return {
            "code": self.code,
            "level": self.level,
            "pointer": self.pointer,
            "node": self.node,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Refs:
    """The ids, as text, that exist in the tenant the flow belongs to."""

    queues: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
