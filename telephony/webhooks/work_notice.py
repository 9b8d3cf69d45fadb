"""Work a stored notice: parse it, enter its tenant, call one service."""

from collections.abc import Callable, Mapping
from datetime import datetime

from infra.base.inbox import Ignore
from infra.base.models import InboxEvent
from telephony.carriers.twilio.parse import parse_leg, parse_recording, parse_room
from telephony.services.leg_changed import leg_changed
from telephony.services.recording_ready import recording_ready
from telephony.services.room_changed import room_changed
from tenants.directory.context import in_tenant

Form = Mapping[str, str]


def _status(form: Form, now: datetime) -> None:
    leg_changed(change=parse_leg(form), now=now)


def _conference(form: Form, now: datetime) -> None:
    room_changed(change=parse_room(form), now=now)


def _recording(form: Form, now: datetime) -> None:
    recording_ready(ready=parse_recording(form), now=now)


NOTICES: Mapping[str, Callable[[Form, datetime], None]] = {
    "status": _status,
    "conference": _conference,
    "recording": _recording,
}


def work_notice(event: InboxEvent, now: datetime) -> None:
    """The inbox's worker for notices; what we do not know about is kept and marked ignored."""
    verb = event.path.rstrip("/").rpartition("/")[2]
    work = NOTICES.get(verb)
    if work is None or event.tenant_key is None:
        raise Ignore
    with in_tenant(event.tenant_key):
        work(event.params, now)
