"""The stand-in's time: the machine's clock with an offset, or a clock that only moves when told."""

import time
from typing import Protocol


class Clock(Protocol):
    """Unix seconds."""

    def now(self) -> int: ...

    def set(self, at: int) -> None: ...

    def kept(self) -> tuple[str, str]:
        """Name and value of what must be remembered for the next run."""
        ...


class RealClock:
    """The machine's clock; setting it keeps an offset, so that a demonstration can skip a month."""

    def __init__(self, offset: int = 0) -> None:
        self.offset = offset

    def now(self) -> int:
        return int(time.time()) + self.offset

    def set(self, at: int) -> None:
        self.offset = at - int(time.time())

    def kept(self) -> tuple[str, str]:
        return "offset", str(self.offset)


class VirtualClock:
    """Stands still until it is set."""

    def __init__(self, at: int) -> None:
        self._at = at

    def now(self) -> int:
        return self._at

    def set(self, at: int) -> None:
        self._at = at

    def kept(self) -> tuple[str, str]:
        return "clock", str(self._at)
