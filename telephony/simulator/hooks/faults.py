"""Faults that webhooks and the REST API can be told to have; none by default."""

import random
from dataclasses import asdict, dataclass
from typing import Any

EFFECTS = frozenset({"duplicate", "delay", "reorder", "drop", "forge", "error", "limit"})


class BadFault(ValueError):
    """The description of a fault makes no sense."""


@dataclass
class Fault:
    """One rule: what goes wrong, where, and how often."""

    effect: str
    """duplicate, delay, reorder, drop, forge (webhooks); error, limit, delay (kind `rest`)."""
    kind: str = "*"
    """Webhook kind (voice, action, wait, status, conference, recording ...), `rest`, or `*`: all webhooks."""
    probability: float = 1.0
    count: int | None = None
    """How many times at most; None = no limit."""
    seconds: float = 1.0
    """Length of a delay, or how long a reordered notice may be held back."""


class Faults:
    """The rules in force, and the dice."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []
        self._dice = random.Random(0)

    def set(self, rules: list[dict[str, Any]], seed: int = 0) -> None:
        """Replace all rules; raises BadFault."""
        try:
            parsed = [Fault(**rule) for rule in rules]
        except TypeError as problem:
            raise BadFault(str(problem)) from problem
        for rule in parsed:
            if rule.effect not in EFFECTS:
                raise BadFault(f"unknown effect {rule.effect!r}; use one of {sorted(EFFECTS)}")
        self._rules = parsed
        self._dice = random.Random(seed)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the rules with what is left of their counts."""
        return [asdict(rule) for rule in self._rules]

    def draw(self, kind: str) -> dict[str, Fault]:
        """Return the faults that strike this time, by effect, and count them."""
        struck: dict[str, Fault] = {}
        for rule in self._rules:
            applies = rule.kind == kind or (rule.kind == "*" and kind != "rest")
            if not applies or rule.count == 0 or self._dice.random() >= rule.probability:
                continue
            if rule.count is not None:
                rule.count -= 1
            struck[rule.effect] = rule
        return struck
