"""End a call's stay in a queue."""

from datetime import datetime, timedelta

from telephony.models import Call, QueueVisit, VisitOutcome
from telephony.services.move_call import note_event


def open_visit(call: Call) -> QueueVisit | None:
    """The stay the call has not left yet."""
    return QueueVisit.objects.select_related("queue").filter(call=call, left_at=None).first()


def leave_visit(visit: QueueVisit, outcome: VisitOutcome, *, at: datetime) -> bool:
    """Close the visit; False when it was closed before. Telling the desks is left to the caller."""
    at = max(at, visit.enqueued_at)
    wait_ms = (at - visit.enqueued_at) // timedelta(milliseconds=1)
    closed = QueueVisit.objects.filter(pk=visit.pk, left_at=None).update(
        left_at=at, outcome=outcome, wait_ms=wait_ms
    )
    if closed:
        visit.left_at, visit.outcome, visit.wait_ms = at, outcome, wait_ms
        note_event(visit.call_id, "queue.left", at=at, outcome=str(outcome), visit_id=str(visit.pk))
    return closed > 0
