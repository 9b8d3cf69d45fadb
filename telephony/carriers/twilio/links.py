"""The absolute addresses Twilio calls us back at."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

HOOKS = "/hooks/voice"
# Retry twice on connection failures, read time-outs and 5xx: without this a 500 goes straight to the
# fallback (Twilio: "Webhooks connection overrides"). The fragment is not part of what is signed.
RETRIES = "#rc=2&rp=ct,rt,5xx"

PLACES = frozenset({"step", "wait", "leave", "connect", "hold", "voicemail"})


@dataclass(frozen=True, slots=True)
class Links:
    """Where one call's webhooks go.

    `base_url` is the public base address without a trailing slash; `overrides` is the fragment with
    connection overrides, "" for Twilio's defaults.
    """

    base_url: str
    tenant_key: str
    call_id: str = ""
    overrides: str = ""

    def to(self, verb: str, **query: str) -> str:
        """The address of a verb, with the call's id and `query` as parameters."""
        values = {"call": self.call_id, **query} if self.call_id else query
        tail = f"?{urlencode(values)}" if values else ""
        return f"{self.base_url}{HOOKS}/{self.tenant_key}/{verb}{tail}{self.overrides}"

    def place(self, name: str) -> str:
        """The address of a Redirect's place; raises ValueError for a place that does not exist."""
        if name not in PLACES:
            raise ValueError(f"There is no place called {name}.")
        return self.to(name)

    @property
    def answer(self) -> str:
        """What a number asks when a call comes in."""
        return self.to("answer")

    @property
    def agent(self) -> str:
        """What a browser's outgoing leg asks."""
        return self.to("agent")

    @property
    def step(self) -> str:
        """The next step of the flow."""
        return self.to("step")

    @property
    def wait(self) -> str:
        """What a caller in a queue hears."""
        return self.to("wait")

    @property
    def leave(self) -> str:
        """Asked when a caller leaves a queue."""
        return self.to("leave")

    @property
    def connect(self) -> str:
        """Brings the caller into the conference."""
        return self.to("connect")

    @property
    def hold(self) -> str:
        """What somebody alone or on hold in a conference hears."""
        return self.to("hold")

    @property
    def voicemail(self) -> str:
        """Asked when a recording has been made."""
        return self.to("voicemail")

    @property
    def status(self) -> str:
        """Told when a leg's status changes."""
        return self.to("status")

    @property
    def conference(self) -> str:
        """Told when a conference changes."""
        return self.to("conference")

    @property
    def recording(self) -> str:
        """Told when a recording can be fetched."""
        return self.to("recording")

    @property
    def fallback(self) -> str:
        """Asked when we failed to answer; the same fixed words for everybody, from no database."""
        return f"{self.base_url}{HOOKS}/fallback"
