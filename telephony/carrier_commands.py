"""How each outbox command of telephony reaches the carrier; runs outside any transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from infra.base import outbox
from infra.kit import clock
from telephony.carriers.access import carrier, links
from telephony.engine.ports import Carrier, CarrierBusy, CarrierError, CarrierRefused, CarrierUnknown
from telephony.models import Call
from telephony.services.connect_refused import connect_refused
from telephony.services.hold_failed import hold_failed, holds
from telephony.services.recording_ready import save_recording
from tenants.directory.context import in_tenant

Payload = dict[str, Any]
RECORDING_RETRY_S = 5.0
HOLD_RETRY_S = 0.5


def connect(tenant_key: str, payload: Payload) -> Payload:
    """Bring the caller to the agent who accepted; when refused, the call goes back to the line or ends."""
    remote = carrier(tenant_key)
    url = links(tenant_key).to("connect", handling=payload["handling_id"])
    try:
        with _told():
            remote.redirect_call(payload["call_ref"], url)
    except CarrierRefused:
        gone = _is_gone(remote, payload["call_ref"])
        with in_tenant(tenant_key):
            connect_refused(handling_id=UUID(payload["handling_id"]), caller_gone=gone, now=clock.now())
        raise
    return {}


def requeue(tenant_key: str, payload: Payload) -> Payload:
    """Bring the caller back into the line."""
    url = links(tenant_key).to("connect", after=payload["handling_id"])
    with _told():
        carrier(tenant_key).redirect_call(payload["call_ref"], url)
    return {}


def end(tenant_key: str, payload: Payload) -> Payload:
    """Hang up the caller's leg, which ends the conference for everybody."""
    with _told():
        carrier(tenant_key).end_call(payload["call_ref"])
    return {}


def hold(tenant_key: str, payload: Payload) -> Payload:
    """Put the caller on hold with our music, or take them off; what was overtaken does nothing."""
    with in_tenant(tenant_key):
        call = Call.objects.get(pk=payload["call_id"])
    if call.ended_at is not None or holds(call) != payload["on"]:
        return {"overtaken": True}
    room = call.conference_sid or str(call.pk)
    try:
        with _told():
            carrier(tenant_key).hold(room, payload["call_ref"], payload["on"], links(tenant_key).hold)
    except outbox.Unknown as unclear:
        raise outbox.Retry(HOLD_RETRY_S, str(unclear)) from unclear  # holding twice does no harm
    return {}


def hold_given_up(tenant_key: str, payload: Payload) -> None:
    """The caller is not held (or still is): the agent is told, and sees it."""
    with in_tenant(tenant_key):
        hold_failed(call_id=UUID(payload["call_id"]), on=payload["on"], now=clock.now())


def fetch_recording(tenant_key: str, payload: Payload) -> Payload:
    """Copy a voicemail's sound from the carrier into the tenant's own rows."""
    ref = payload["recording_ref"]
    try:
        with _told():
            audio = carrier(tenant_key).fetch_recording(ref)
    except CarrierRefused as refused:
        # The carrier makes the file some seconds after the caller has spoken.
        raise outbox.Retry(RECORDING_RETRY_S, str(refused)) from refused
    except outbox.Unknown as unclear:
        raise outbox.Retry(RECORDING_RETRY_S, str(unclear)) from unclear  # reading twice does no harm
    with in_tenant(tenant_key):
        save_recording(recording_ref=ref, audio=audio, media_type="audio/wav")
    return {"bytes": len(audio)}


KINDS = {
    "carrier.connect": connect,
    "carrier.requeue": requeue,
    "carrier.end": end,
    "carrier.hold": hold,
    "carrier.fetch_recording": fetch_recording,
}
GIVEN_UP = {"carrier.hold": hold_given_up}


def _is_gone(remote: Carrier, call_ref: str) -> bool:
    try:
        return remote.fetch_call(call_ref).status.is_final
    except CarrierRefused:
        return True
    except CarrierError:
        return False


@contextmanager
def _told() -> Iterator[None]:
    """Tell the outbox which failures may be tried again."""
    try:
        yield
    except CarrierBusy as busy:
        raise outbox.Retry(busy.retry_after_s, str(busy)) from busy
    except CarrierUnknown as unclear:
        raise outbox.Unknown(str(unclear)) from unclear
