"""The carrier's side of the line: signed requests to our webhooks, as its own SDK signs them."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from twilio.request_validator import RequestValidator

from tenants.directory.facade import CarrierCredentials, save_carrier_account
from tests.contracts.twiml import check
from tests.telephony.calls.floor import CALLER, NUMBER


@dataclass
class CarrierLine:
    """One tenant's account at the carrier, and its calls to us."""

    tenant_key: str
    sid: str = field(default_factory=lambda: f"AC{uuid4().hex}")
    token: str = field(default_factory=lambda: uuid4().hex)

    @classmethod
    def open(cls, tenant_key: str) -> "CarrierLine":
        """An account whose credentials we know."""
        line = cls(tenant_key)
        save_carrier_account(tenant_key, CarrierCredentials(line.sid, line.token, "SK1", "secret", "AP1"))
        return line

    def post(
        self,
        path: str,
        form: dict[str, str],
        *,
        token: str | None = None,
        delivery: str | None = None,
        alter: dict[str, str] | None = None,
        unsigned: bool = False,
    ) -> HttpResponse:
        """A request signed with `token` (the account's own by default); `alter` is changed after signing."""
        full = {"AccountSid": self.sid, **form}
        url = settings.PUBLIC_BASE_URL + path
        headers = {"I-Twilio-Idempotency-Token": delivery or uuid4().hex}
        if not unsigned:
            headers["X-Twilio-Signature"] = RequestValidator(token or self.token).compute_signature(url, full)
        client = Client(headers=headers, SERVER_NAME=urlsplit(settings.PUBLIC_BASE_URL).hostname or "")
        answer: Any = client.post(path, {**full, **(alter or {})})
        if answer.status_code == 200:
            assert check(answer.content.decode()) == []
        return answer  # type: ignore[no-any-return]

    def ask(self, verb: str, form: dict[str, str], query: str = "", **how: Any) -> HttpResponse:
        """An ask or notice of this tenant."""
        return self.post(f"/hooks/voice/{self.tenant_key}/{verb}{query}", form, **how)

    def arrive(self, sid: str = "CA1", *, to: str = NUMBER, caller: str = CALLER, **how: Any) -> HttpResponse:
        """A call comes in."""
        form = {"CallSid": sid, "From": caller, "To": to, "CallStatus": "ringing", "Direction": "inbound"}
        return self.ask("answer", form, **how)

    def press(self, sid: str, digits: str, **how: Any) -> HttpResponse:
        """The caller presses keys in a menu."""
        return self.ask("step", {"CallSid": sid, "Digits": digits, "CallStatus": "in-progress"}, **how)
