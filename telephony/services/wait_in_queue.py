"""What a waiting caller hears: the place in line, then music; or that the wait is over."""

from datetime import datetime

from telephony.engine.commands import Command, Leave, Pause, Play
from telephony.engine.queueing import position
from telephony.models import QueueVisit
from telephony.selectors_routing import waiting_visits
from telephony.services.phrases import phrase


def wait_in_queue(*, call_ref: str, music_url: str, now: datetime) -> tuple[Command, ...]:
    """The commands for the next stretch of waiting; the carrier asks again when they run out.

    `music_url` is played where the queue has no music of its own. Reads only.
    """
    waiting = QueueVisit.objects.filter(call__carrier_sid=call_ref, left_at=None)
    visit = waiting.select_related("queue", "call").first()
    if visit is None:
        return (Pause(1),)  # an agent has accepted; the next commands are on their way
    if visit.leave_at is not None and visit.leave_at <= now:
        return (Leave(),)
    place = position(visit.pk, waiting_visits(visit.queue_id, offered=True))
    name = "next" if place <= 1 else "position"
    return (phrase(name, visit.call.language, position=place), Play(visit.queue.music_url or music_url))
