"""From facts to one tally per queue and interval."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reporting.engine.facts import CallMinutes, Handling, Visit
from reporting.engine.tally import Tally

BIN = timedelta(minutes=15)
NO_QUEUE = 0
"""The queue id of calls that never entered a queue (voicemail out of hours, hang-up in the menu)."""

Key = tuple[int, datetime]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def bin_start(at: datetime) -> datetime:
    """The start of the 15-minute UTC interval that `at` lies in."""
    return at - (at - _EPOCH) % BIN


def roll_up(
    visits: Iterable[Visit], handlings: Iterable[Handling], calls: Iterable[CallMinutes]
) -> dict[Key, Tally]:
    """Tallies by (queue id, interval start); their order does not matter, a repeated fact counts once."""
    by_id = {visit.visit_id: visit for visit in visits}
    totals: defaultdict[Key, Tally] = defaultdict(Tally)
    for visit in by_id.values():
        totals[_key(visit)] += visit_tally(visit)
    for handling in set(handlings):
        if handling.visit_id in by_id:
            totals[_key(by_id[handling.visit_id])] += handling_tally(handling)
    first = _first_visits(by_id)
    for call in {call.call_id: call for call in calls}.values():
        entered = first.get(call.call_id)
        # By the call's own start, not the visit's: a rebuild from any interval on then sees both or neither.
        queue_id = entered.queue_id if entered else NO_QUEUE
        totals[queue_id, bin_start(call.started_at)] += Tally(minutes=call.minutes)
    return dict(totals)


def visit_tally(visit: Visit) -> Tally:
    """What one visit adds to its interval."""
    base = Tally(offered=1)
    if visit.outcome is None:
        return replace(base, open=1)
    base = replace(base, wait_all_ms=visit.wait_ms, max_wait_ms=visit.wait_ms)
    if visit.outcome == "answered":
        inside = visit.wait_ms <= visit.target_s * 1000
        return replace(base, answered=1, in_target=int(inside), wait_answered_ms=visit.wait_ms)
    if visit.outcome == "abandoned":
        return replace(base, abandoned=1, short_abandoned=int(visit.wait_ms < visit.short_abandon_s * 1000))
    return replace(base, diverted=1)


def handling_tally(handling: Handling) -> Tally:
    """What one handled leg adds to the interval of its visit."""
    return Tally(handled=1, talk_ms=handling.talk_ms, hold_ms=handling.hold_ms, wrapup_ms=handling.wrapup_ms)


def _key(visit: Visit) -> Key:
    return visit.queue_id, bin_start(visit.entered_at)


def _first_visits(visits: Mapping[str, Visit]) -> dict[str, Visit]:
    first: dict[str, Visit] = {}
    for visit in visits.values():
        known = first.get(visit.call_id)
        if known is None or (visit.entered_at, visit.visit_id) < (known.entered_at, known.visit_id):
            first[visit.call_id] = visit
    return first
