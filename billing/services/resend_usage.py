"""Usage that could not be reported while the payment provider was away for long."""

from datetime import datetime, timedelta

from billing.models import UsageRecord
from infra.base import outbox

AFTER = timedelta(hours=1)
# The provider remembers identifiers for a day: later, a repeat of a lost answer would count twice.
UNTIL = timedelta(hours=23)


def resend_usage(now: datetime) -> int:
    """Start the stopped commands of unreported records again; returns how many."""
    waiting = UsageRecord.objects.filter(
        sent_at=None, command_id__isnull=False, recorded_at__gt=now - UNTIL, recorded_at__lt=now - AFTER
    )
    return sum(outbox.replay(int(row.command_id or 0), now) for row in waiting.order_by("recorded_at")[:500])
