"""What makes two deliveries the same one."""

import hashlib
from collections.abc import Mapping
from uuid import uuid4

IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token"
# A leg asks these once; without a token a second one is a repeat.
_ONCE = frozenset({"answer", "agent"})


def delivery_key(tenant_key: str, verb: str, headers: Mapping[str, str], form: Mapping[str, str]) -> str:
    """The inbox key: the carrier's token, else what the notice is about and its number in order.

    An ask without a token that may rightly come twice (the same key pressed in two menus) is always new.
    """
    token = headers.get(IDEMPOTENCY_HEADER, "")
    if token:
        return _short(f"{tenant_key}:{verb}:{token}")
    about = form.get("ConferenceSid") or form.get("RecordingSid") or form.get("CallSid", "")
    number = form.get("SequenceNumber", "")
    if number or verb in _ONCE:
        event = form.get("StatusCallbackEvent") or form.get("CallStatus", "")
        what = "" if verb in _ONCE else f"{event}:{form.get('CallSid', '')}:{number}"
        return _short(f"{tenant_key}:{verb}:{about}:{what}")
    if "RecordingStatus" in form:
        return _short(f"{tenant_key}:{verb}:{about}:{form['RecordingStatus']}")
    return f"{tenant_key}:{verb}:{uuid4()}"


def _short(key: str) -> str:
    return key if len(key) <= 200 else hashlib.sha256(key.encode()).hexdigest()
