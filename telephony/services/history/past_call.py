"""What is known of a call that is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PastCall:
    """A finished inbound call through one queue; `agent_id` is None when the caller gave up waiting.

    Moments are aware; `hold_ms` lies within talked_at..ended_at.
    """

    from_number: str
    to_number: str
    contact_id: UUID
    caller_name: str
    queue_id: int
    agent_id: int | None
    started_at: datetime
    enqueued_at: datetime
    left_queue_at: datetime
    ended_at: datetime
    wrapped_up_at: datetime
    hold_ms: int
    disposition: str
    note: str

    @property
    def wait_ms(self) -> int:
        """Milliseconds in the queue."""
        return round((self.left_queue_at - self.enqueued_at) / timedelta(milliseconds=1))

    @property
    def duration_s(self) -> int:
        """Seconds from the carrier's first ring to the end."""
        return round((self.ended_at - self.started_at).total_seconds())
