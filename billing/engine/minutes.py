"""Minutes of calls, from what telephony says to what is reported."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

CALLER_LEG = "caller"


class EndedCall(Protocol):
    """What billing needs of a call that is over."""

    @property
    def call_id(self) -> object: ...
    @property
    def carrier_sid(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime: ...
    @property
    def minutes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Usage:
    """Whole minutes of one leg, counted once under (`carrier_sid`, `leg`)."""

    call_id: str
    carrier_sid: str
    leg: str
    started_at: datetime
    minutes: int


def usage_of(calls: list[EndedCall], *, settled_before: datetime) -> list[Usage]:
    """The usage of calls that ended before `settled_before` and took at least one minute begun."""
    return [
        Usage(str(call.call_id), call.carrier_sid, CALLER_LEG, call.started_at, call.minutes)
        for call in calls
        if call.ended_at <= settled_before and call.minutes > 0 and call.carrier_sid
    ]


def identifier(tenant_key: str, carrier_sid: str, leg: str) -> str:
    """The name under which the provider counts this usage once."""
    return f"{tenant_key}:{carrier_sid}:{leg}"
