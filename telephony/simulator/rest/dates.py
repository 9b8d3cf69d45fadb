"""List filters by date: `StartTime=2026-01-05`, `StartTime>=...`, `StartTime<=...`."""

from email.utils import parsedate_to_datetime

from telephony.simulator.rest.request import Ask


def in_range(ask: Ask, name: str, value: str | None) -> bool:
    """Tell whether an RFC 2822 date passes the filters on this name (days or moments, inclusive)."""
    asked = {op: ask.query(name + op) for op in ("", "<", ">")}
    if not any(asked.values()):
        return True
    if value is None:
        return False
    have = parsedate_to_datetime(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    exact, until, since = asked[""], asked["<"], asked[">"]
    return (
        (not exact or have.startswith(exact[:10]))
        and (not until or have[: len(until)] <= until)
        and (not since or have[: len(since)] >= since)
    )
