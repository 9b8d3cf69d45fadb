"""What really happened, call by call: the truth that tests and bills are compared with."""

import itertools
from datetime import datetime
from math import ceil
from typing import Any

from telephony.simulator.clock import Clock
from telephony.simulator.records.store import Json, Store

KINDS = {"webhooks": "ledger-webhook", "twiml": "ledger-twiml", "alerts": "ledger-alert"}


class Ledger:
    """Record of legs and their events, webhooks, TwiML documents and alerts; kept across restarts."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._calls: dict[str, Json] = {row["call_sid"]: row for row in store.all("ledger-call")}
        self._dirty: set[str] = set()
        start = 1 + max((int(row["id"]) for kind in KINDS.values() for row in store.all(kind)), default=0)
        self._ids = itertools.count(start)

    def open_call(self, entry: Json) -> None:
        """Begin a leg's page; `entry` holds call_sid, account_sid, parent_call_sid, direction, from, to."""
        page = {
            **entry,
            "status": "queued",
            "created_at": self._clock.now().isoformat(),
            "answered_at": None,
            "ended_at": None,
            "duration": 0,
            "minutes": 0,
            "ended_by": None,
            "events": [],
        }
        self._calls[entry["call_sid"]] = page
        self._dirty.add(entry["call_sid"])

    def status(self, call_sid: str, status: str) -> None:
        """Write down a change of a leg's status."""
        self._calls[call_sid]["status"] = status
        self.event(call_sid, "status", status=status)

    def answered(self, call_sid: str, at: datetime) -> None:
        """The leg was picked up."""
        self._calls[call_sid]["answered_at"] = at.isoformat()

    def ended(self, call_sid: str, at: datetime, duration: int, by: str) -> None:
        """The leg is over after `duration` connected seconds; minutes are begun minutes."""
        page = self._calls[call_sid]
        page |= {
            "ended_at": at.isoformat(),
            "duration": duration,
            "minutes": ceil(duration / 60),
            "ended_by": by,
        }
        self.flush()

    def event(self, call_sid: str, kind: str, **data: Any) -> None:
        """Add one event to a leg's page."""
        self._calls[call_sid]["events"].append({"at": self._clock.now().isoformat(), "kind": kind, **data})
        self._dirty.add(call_sid)

    def webhook(self, entry: Json) -> None:
        """A webhook was sent (or given up)."""
        self._append("webhooks", entry)

    def twiml(self, account_sid: str, call_sid: str, url: str, body: str) -> None:
        """A TwiML document arrived."""
        row = {"at": self._clock.now().isoformat(), "account_sid": account_sid, "call_sid": call_sid}
        self._append("twiml", row | {"url": url, "body": body})

    def alert(self, account_sid: str, call_sid: str, code: int, message: str, url: str) -> None:
        """Twilio's debugger would show this error."""
        row = {"at": self._clock.now().isoformat(), "account_sid": account_sid, "call_sid": call_sid}
        self._append("alerts", row | {"code": code, "message": message, "url": url})

    def _append(self, part: str, row: Json) -> None:
        number = next(self._ids)
        self._store.put(KINDS[part], str(number), row["account_sid"], {"id": number, **row})

    def call(self, call_sid: str) -> Json:
        """Return the page of one leg; raises KeyError."""
        return self._calls[call_sid]

    def read(self, part: str, account: str | None = None) -> list[Json]:
        """Return `webhooks`, `twiml` or `alerts`, oldest first."""
        return self._store.all(KINDS[part], account)

    def report(self, account: str | None = None) -> Json:
        """Return everything, or everything of one account, with sums."""
        calls = [page for page in self._calls.values() if account in (None, page["account_sid"])]
        sums = {
            "calls": len(calls),
            "answered": sum(page["answered_at"] is not None for page in calls),
            "seconds": sum(page["duration"] for page in calls),
            "minutes": sum(page["minutes"] for page in calls),
            "inbound_minutes": sum(page["minutes"] for page in calls if page["direction"] == "inbound"),
        }
        return {"calls": calls, "sums": sums, **{part: self.read(part, account) for part in KINDS}}

    def flush(self) -> None:
        """Write changed pages to the store."""
        for sid in self._dirty:
            self._store.put("ledger-call", sid, self._calls[sid]["account_sid"], self._calls[sid])
        self._dirty.clear()
