"""Compute the interval rows again from the facts, from the first unsettled interval on."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction

from reporting.engine.facts import CallMinutes, Handling, Visit
from reporting.engine.roll_up import BIN, Key, bin_start, roll_up
from reporting.engine.tally import Tally
from reporting.models import QueueInterval, Refresh
from reporting.selectors import COUNTS
from telephony import facade as telephony

LATE = timedelta(hours=1)
"""How long after its end a call may still change: carriers deliver status callbacks late."""

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def refresh_intervals(*, now: datetime, since: datetime | None = None) -> int:
    """Rebuild every row that can have changed, or all since `since`; returns the number of rows written.

    Running it twice, or at any moment, gives the same rows as one computation over all facts.
    """
    state, _ = Refresh.objects.select_for_update().get_or_create(
        defaults={"refreshed_at": now, "settled_until": BEGINNING}
    )
    start = bin_start(since) if since else state.settled_until
    end = bin_start(now) + BIN
    rows, names = _computed(start, end)
    with transaction.atomic():
        QueueInterval.objects.filter(start_at__gte=start).delete()
        QueueInterval.objects.bulk_create(_rows(rows, names, now), batch_size=1000)
        state.refreshed_at, state.settled_until = now, _settled(now)
        state.save()
    return len(rows)


def _settled(now: datetime) -> datetime:
    unfinished = telephony.earliest_unfinished()
    return bin_start(min(now - LATE, unfinished or now))


def _computed(start: datetime, end: datetime) -> tuple[dict[Key, Tally], dict[int, str]]:
    visits = [_visit(fact) for fact in telephony.queue_visits(start, end)]
    handlings = [_handling(fact) for fact in telephony.handlings(start, end)]
    calls = [
        CallMinutes(str(c.call_id), c.started_at, c.minutes) for c in telephony.billable_calls(start, end)
    ]
    return roll_up(visits, handlings, calls), {visit.queue_id: visit.queue for visit in visits}


def _rows(rows: Mapping[Key, Tally], names: Mapping[int, str], now: datetime) -> list[QueueInterval]:
    return [
        QueueInterval(
            queue_id=queue_id,
            queue=names.get(queue_id, ""),
            start_at=start,
            computed_at=now,
            **{name: getattr(tally, name) for name in COUNTS},
        )
        for (queue_id, start), tally in rows.items()
    ]


def _visit(fact: telephony.VisitFact) -> Visit:
    return Visit(
        str(fact.id), str(fact.call_id), fact.queue_id, fact.queue_name, fact.enqueued_at,
        fact.outcome, fact.wait_ms or 0, fact.target_s, fact.short_abandon_s,
    )  # fmt: skip


def _handling(fact: telephony.HandlingFact) -> Handling:
    ended = fact.ended_at or fact.accepted_at
    return Handling(
        str(fact.visit_id),
        fact.talk_ms or 0,
        fact.hold_ms,
        _ms(fact.wrapped_up_at - ended) if fact.wrapped_up_at else 0,
    )


def _ms(span: timedelta) -> int:
    return max(0, round(span / timedelta(milliseconds=1)))
