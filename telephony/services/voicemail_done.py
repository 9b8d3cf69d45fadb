"""Somebody has dealt with a voicemail."""

from datetime import datetime
from uuid import UUID

from infra.base.problems import NotFound
from telephony.models import Voicemail


class NoSuchVoicemail(NotFound):
    """The message is not in this company."""

    code = "voicemail_not_found"
    detail = "There is no such voicemail in this company."


def voicemail_done(*, voicemail_id: UUID, by: str, now: datetime) -> Voicemail:
    """Mark the message done; who did it first stays. Raises NoSuchVoicemail."""
    messages = Voicemail.objects.filter(pk=voicemail_id)
    messages.filter(state="new").update(state="done", done_at=now, done_by=by)
    message = messages.defer("audio").select_related("call", "queue", "owner_agent").first()
    if message is None:
        raise NoSuchVoicemail
    return message
