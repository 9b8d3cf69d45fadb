"""What a verb knows when it runs, and what it may answer."""

import xml.etree.ElementTree as ET
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.switch import Switch


@dataclass(frozen=True)
class Goto:
    """Go on with another document."""

    target: Target


@dataclass(frozen=True)
class End:
    """No further verb: hangup, leave, busy, rejected, exhausted, failed."""

    how: str


Outcome = Goto | End | None


class ApplicationError(Exception):
    """No TwiML could be had, not even from the fallback URL."""


@dataclass
class Session:
    """One run of documents on a leg: the main program, or something beside it (wait music, screening)."""

    switch: Switch
    leg: Leg
    url: str = ""
    """The address of the document being run."""
    aside: bool = False
    extra: Callable[[], dict[str, str]] = dict
    """Parameters added to every request of this run, such as QueuePosition."""
    allowed: frozenset[str] | None = None
    visits: list[float] = field(default_factory=list)

    def absolute(self, url: str) -> str:
        """Resolve a URL of the document; '' means the document itself."""
        return urljoin(self.url, url) if url else self.url

    def target(self, verb: ET.Element, params: dict[str, str], kind: str, name: str = "action") -> Target:
        """Return where a verb's result goes."""
        method = verb.get("method", "POST")
        return Target(self.absolute(verb.get(name, "")), method, params, kind=kind)

    async def sleep(self, seconds: float) -> None:
        """Let the clock run."""
        await self.switch.clock.sleep(seconds)


Handler = Callable[[Session, ET.Element], Awaitable[Outcome]]


def number(verb: ET.Element, name: str, default: float) -> float:
    """Read a number attribute; nonsense counts as the default."""
    try:
        return float(verb.get(name, ""))
    except ValueError:
        return default


def flag(verb: ET.Element, name: str, default: bool) -> bool:
    """Read a boolean attribute."""
    return {"true": True, "false": False}.get(verb.get(name, "").lower(), default)


def words(element: ET.Element) -> str:
    """Return the text inside an element, SSML stripped, white space folded."""
    return " ".join("".join(element.itertext()).split())
