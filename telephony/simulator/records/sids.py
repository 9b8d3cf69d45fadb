"""Names and dates in Twilio's form."""

import uuid
from datetime import datetime
from email.utils import format_datetime


def new_sid(prefix: str) -> str:
    """Return a fresh SID: two letters and 32 hexadecimal digits."""
    return prefix + uuid.uuid4().hex


def rfc2822(at: datetime | None) -> str | None:
    """Write a moment as Twilio does: `Mon, 05 Jan 2026 09:00:00 +0000`."""
    return None if at is None else format_datetime(at)
