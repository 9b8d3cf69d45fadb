"""The carrier says that a recording can be fetched, or never will be."""

from datetime import datetime

from telephony.engine.events import RecordingReady
from telephony.models import Call, Voicemail
from telephony.services.locks import CallUnknown
from telephony.services.move_call import note_event
from telephony.services.store_voicemail import fetch_later


def recording_ready(*, ready: RecordingReady, now: datetime) -> None:
    """Note it, and have the sound of a voicemail fetched."""
    call = Call.objects.filter(carrier_sid=ready.call_ref).first()
    if call is None:
        raise CallUnknown(f"No call of ours is known as {ready.call_ref}.")
    kind = "recording.ready" if ready.available else "recording.absent"
    note_event(call.pk, kind, at=ready.at or now, duration_s=ready.duration_s)
    if ready.available and Voicemail.objects.filter(recording_sid=ready.recording_ref).exists():
        fetch_later(ready.recording_ref, now)


def save_recording(*, recording_ref: str, audio: bytes, media_type: str) -> bool:
    """Keep the sound of a voicemail; False when no message has this recording."""
    messages = Voicemail.objects.filter(recording_sid=recording_ref)
    return messages.update(audio=audio, audio_type=media_type) > 0
