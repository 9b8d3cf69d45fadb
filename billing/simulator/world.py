"""The things every resource needs: memory, time, ids, and the telling of events."""

import json
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, field

from billing.simulator.clock import Clock
from billing.simulator.faults import Faults
from billing.simulator.problems import missing
from billing.simulator.store import Json, Store

API_VERSION = "2026-10-28.endive"
_LETTERS = string.ascii_letters + string.digits

View = Callable[["World", Json], Json]
VIEWS: dict[str, View] = {}


@dataclass
class Caller:
    """The request that is being worked, as events name it."""

    request_id: str | None = None
    idempotency_key: str | None = None


@dataclass
class World:
    """One running stand-in."""

    store: Store
    clock: Clock
    base_url: str = ""
    webhook_url: str = ""
    webhook_secret: str = ""
    faults: Faults = field(default_factory=Faults)
    caller: Caller = field(default_factory=Caller)

    def now(self, customer: Json | None = None) -> int:
        """Unix seconds, by the customer's test clock where it has one."""
        clock_id = (customer or {}).get("test_clock")
        return (
            int(self.get("test_helpers.test_clock", clock_id)["frozen_time"])
            if clock_id
            else self.clock.now()
        )

    def now_of(self, customer_id: str | None) -> int:
        """The same, by the customer's id."""
        return self.now(self.get("customer", customer_id) if customer_id else None)

    def new_id(self, prefix: str) -> str:
        """An id such as `sub_1Qx…`."""
        return f"{prefix}_" + "".join(secrets.choice(_LETTERS) for _ in range(24))

    def find(self, kind: str, identifier: str | None) -> Json | None:
        """The stored object, or None."""
        found = self.store.get(identifier or "")
        return found[1] if found and found[0] == kind else None

    def get(self, kind: str, identifier: str | None, param: str = "id") -> Json:
        """The stored object; refused in Stripe's form when there is none."""
        found = self.find(kind, identifier)
        if found is None:
            raise missing(kind, identifier or "", param)
        return found

    def save(self, obj: Json) -> Json:
        """Store without telling anyone."""
        self.store.put(obj["object"], obj)
        return obj

    def create(self, obj: Json, event: str | None = None) -> Json:
        """Store a new object and tell of it."""
        self.save(obj)
        if event:
            self.emit(event, obj)
        return obj

    def update(self, obj: Json, event: str | None, **changes: object) -> Json:
        """Store changed fields and tell of them with their previous values; no change, no event."""
        before = {name: obj.get(name) for name, value in changes.items() if obj.get(name) != value}
        obj.update(changes)
        self.save(obj)
        told = {name: value for name, value in before.items() if not name.startswith("_")}
        if event and told:
            self.emit(event, obj, told)
        return obj

    def view(self, obj: Json) -> Json:
        """The object as the wire shows it."""
        shown = VIEWS[obj["object"]](self, obj) if obj["object"] in VIEWS else obj
        return {name: value for name, value in shown.items() if not name.startswith("_")}

    def emit(self, kind: str, obj: Json, previous: Json | None = None) -> None:
        """Write an event and one delivery for each listener that wants it."""
        data: Json = {"object": json.loads(json.dumps(self.view(obj)))}
        if previous is not None:
            data["previous_attributes"] = previous
        targets = self._listeners(kind)
        event = {
            "id": self.new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self._time_of(obj),
            "data": data,
            "livemode": False,
            "pending_webhooks": len(targets),
            "request": {"id": self.caller.request_id, "idempotency_key": self.caller.idempotency_key},
            "type": kind,
        }
        self.save(event)
        for url, secret in targets:
            self.store.db.execute(
                "INSERT INTO deliveries (event, url, secret, not_before) VALUES (?, ?, ?, ?)",
                (event["id"], url, secret, self.clock.now()),
            )

    def _time_of(self, obj: Json) -> int:
        customer = obj["id"] if obj["object"] == "customer" else obj.get("customer")
        known = self.find("customer", customer) if isinstance(customer, str) else None
        return self.now(known)

    def _listeners(self, kind: str) -> list[tuple[str, str]]:
        found = [(self.webhook_url, self.webhook_secret)] if self.webhook_secret else []
        for endpoint in self.store.of_kind("webhook_endpoint"):
            wanted = endpoint["enabled_events"]
            if endpoint["status"] == "enabled" and ("*" in wanted or kind in wanted):
                found.append((endpoint["url"], endpoint["_secret"]))
        return found
