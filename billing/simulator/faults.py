"""Faults that can be ordered beforehand, each counted down as it happens."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Faults:
    """How many of the next webhooks or requests go wrong, and how."""

    duplicate: int = 0
    drop: int = 0
    delay: int = 0
    delay_s: int = 60
    reorder: int = 0
    fail_after_acting: int = 0
    fail_path: str = ""
    held: list[int] = field(default_factory=list)

    def take(self, name: str) -> bool:
        """Use up one ordered fault, if any is left."""
        left = int(getattr(self, name))
        if left > 0:
            setattr(self, name, left - 1)
        return left > 0

    def order(self, wanted: dict[str, Any]) -> None:
        """Set counts by name; unknown names raise KeyError."""
        for name, value in wanted.items():
            if name not in _ORDERABLE:
                raise KeyError(name)
            setattr(self, name, value if name == "fail_path" else int(value))

    def shown(self) -> dict[str, Any]:
        """What is still to come."""
        return {name: value for name, value in asdict(self).items() if name in _ORDERABLE}


_ORDERABLE = {
    "duplicate", "drop", "delay", "delay_s", "reorder", "fail_after_acting", "fail_path"
}  # fmt: skip
