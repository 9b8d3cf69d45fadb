"""Comparing what a script expects with the ledger."""

from collections.abc import Iterator
from typing import Any

from telephony.simulator.records.store import Json


def heard(page: Json) -> list[str]:
    """Return what was spoken or played to a leg."""
    return [event.get("text") or event["url"] for event in page["events"] if event["kind"] in ("say", "play")]


def queue_result(page: Json) -> str | None:
    """Return the result of the leg's last stay in a queue."""
    results = [str(event["result"]) for event in page["events"] if event["kind"] == "queue-leave"]
    return results[-1] if results else None


def wrong(page: Json, claims: dict[str, Any]) -> Iterator[str]:
    """Yield each claim about a leg that does not hold, in words."""
    spoken = " | ".join(heard(page))
    if "heard" in claims and str(claims["heard"]).lower() not in spoken.lower():
        yield f"did not hear {claims['heard']!r}, but: {spoken or 'nothing'}"
    if "not_heard" in claims and str(claims["not_heard"]).lower() in spoken.lower():
        yield f"heard {claims['not_heard']!r}"
    if "status" in claims and page["status"] != claims["status"]:
        yield f"the call is {page['status']}, not {claims['status']}"
    if "queue_result" in claims and queue_result(page) != claims["queue_result"]:
        yield f"the queue result is {queue_result(page)}, not {claims['queue_result']}"
    if "duration" in claims:
        wanted = claims["duration"]
        least, most = wanted if isinstance(wanted, list) else (wanted, wanted)
        if not least <= page["duration"] <= most:
            yield f"the call lasted {page['duration']} s, not {wanted}"
