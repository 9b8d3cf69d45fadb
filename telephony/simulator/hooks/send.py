"""Sending one webhook: sign, try, try again by policy, and write down every attempt."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from telephony.simulator.clock import Clock
from telephony.simulator.hooks.faults import Fault, Faults
from telephony.simulator.hooks.overrides import Policy, split
from telephony.simulator.hooks.sign import signature
from telephony.simulator.hooks.transport import ConnectFailed, ReadTimeout, Reply, Sent, Transport
from telephony.simulator.ledger import Ledger
from telephony.simulator.records.accounts import token_of
from telephony.simulator.records.store import Store


@dataclass(frozen=True)
class Hook:
    """A webhook to be sent."""

    kind: str
    """voice, action, wait, hold, status, conference, recording, queue, message."""
    account_sid: str
    call_sid: str
    url: str
    method: str
    params: dict[str, str]


@dataclass
class Outcome:
    """How it went: a reply, or the error code and its words."""

    reply: Reply | None = None
    error: int = 0
    """Twilio's code: 11200 (HTTP), 11205 (connection); 0 = fine."""
    message: str = ""
    attempts: list[dict[str, Any]] = field(default_factory=list)


class Sender:
    """Sends webhooks for all accounts."""

    def __init__(
        self, store: Store, clock: Clock, ledger: Ledger, faults: Faults, transport: Transport
    ) -> None:
        self._store = store
        self._clock = clock
        self._ledger = ledger
        self._faults = faults
        self.transport = transport

    def draw(self, hook: Hook) -> dict[str, Fault]:
        """Throw the dice for this webhook."""
        return self._faults.draw(hook.kind)

    async def send(self, hook: Hook, struck: dict[str, Fault] | None = None) -> Outcome:
        """Deliver with the faults that struck; the outcome is that of the genuine request."""
        faults = self.draw(hook) if struck is None else struck
        for effect in ("delay", "reorder"):
            if effect in faults:
                await self._clock.sleep(faults[effect].seconds)
        idempotency = str(uuid.uuid4())
        started = self._clock.now()
        if "drop" in faults:
            outcome = Outcome(error=11205, message="dropped by a fault rule")
        else:
            outcome = await self._deliver(hook, idempotency)
        self._write(hook, idempotency, started, outcome, faults)
        await self._misbehave(hook, idempotency, faults)
        return outcome

    async def _misbehave(self, hook: Hook, idempotency: str, faults: dict[str, Fault]) -> None:
        if "duplicate" in faults:
            outcome = await self._deliver(hook, idempotency)
            self._write(hook, idempotency, self._clock.now(), outcome, {}, note="duplicate")
        if "forge" in faults:
            outcome = await self._deliver(hook, str(uuid.uuid4()), secret=str(uuid.uuid4()))
            self._write(hook, idempotency, self._clock.now(), outcome, {}, note="forged")

    async def _deliver(self, hook: Hook, idempotency: str, secret: str | None = None) -> Outcome:
        url, policy = split(hook.url)
        request = self._request(hook, url, policy, idempotency, secret)
        outcome = Outcome()
        for _ in range(policy.retries + 1):
            failure = await self._attempt(request, outcome)
            if failure is None or not policy.retry(failure):
                break
        return outcome

    async def _attempt(self, request: Sent, outcome: Outcome) -> str | None:
        """Try once; return None if it went well, else the kind of failure a retry policy knows."""
        at = self._clock.now().isoformat()
        failure: str | None = None
        try:
            with self._clock.busy():
                reply = await self.transport.send(request)
        except ConnectFailed as problem:
            failure, outcome.reply, outcome.error, outcome.message = "ct", None, 11205, str(problem)
            outcome.attempts.append({"at": at, "status": None, "error": str(problem)})
        except ReadTimeout as problem:
            failure, outcome.reply, outcome.error, outcome.message = "rt", None, 11200, str(problem)
            outcome.attempts.append({"at": at, "status": None, "error": str(problem)})
        else:
            outcome.attempts.append({"at": at, "status": reply.status, "error": ""})
            failure = None if reply.status < 400 else f"{reply.status // 100}xx"
            outcome.reply = reply
            outcome.error = 11200 if failure else 0
            outcome.message = f"the server answered {reply.status}" if failure else ""
        return failure

    def _request(self, hook: Hook, url: str, policy: Policy, idempotency: str, secret: str | None) -> Sent:
        post = hook.method.upper() != "GET"
        if not post:
            url += ("&" if "?" in url else "?") + urlencode(hook.params)
        key = token_of(self._store, hook.account_sid) if secret is None else secret
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": idempotency,
            "X-Twilio-Signature": signature(url, hook.params if post else {}, key),
            "X-Home-Region": "us1",
        }
        if post:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        body = urlencode(hook.params) if post else ""
        method = "POST" if post else "GET"
        return Sent(method, url, headers, body, policy.connect_s, policy.read_s, policy.total_s)

    def _write(
        self, hook: Hook, token: str, at: datetime, outcome: Outcome, faults: dict[str, Fault], note: str = ""
    ) -> None:
        self._ledger.webhook(
            {
                "at": at.isoformat(),
                "kind": hook.kind,
                "account_sid": hook.account_sid,
                "call_sid": hook.call_sid,
                "method": hook.method,
                "url": hook.url,
                "params": hook.params,
                "idempotency_token": token,
                "attempts": outcome.attempts,
                "error": outcome.error,
                "faults": sorted(faults),
                "note": note,
            }
        )
