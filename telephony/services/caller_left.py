"""The caller is gone: whatever waited, rang or talked for this call ends."""

from datetime import datetime

from telephony.engine.events import CallerHungUp, Connected
from telephony.engine.lifecycle import CallState
from telephony.models import Call, Handling, VisitOutcome, Voicemail
from telephony.realtime.publish import tell_queues
from telephony.services.end_offer import cancel_offers
from telephony.services.finish_call import finish_call
from telephony.services.leave_visit import leave_visit, open_visit
from telephony.services.locks import lock_routing
from telephony.services.route import route
from telephony.services.start_wrap_up import live_handling, start_wrap_up
from telephony.services.walk_flow import close_trace


def caller_left(call: Call, *, at: datetime, duration_s: int | None, failed: bool, now: datetime) -> None:
    """End the locked call at the carrier's `at`; repeats and late notices only complete its times."""
    if call.state == CallState.ENDED:
        finish_call(call, by="", at=at, outcome="", duration_s=duration_s, now=now)
        return
    by = "system" if failed else "caller"
    lock_routing(now)
    abandoned = _abandon(call, at)
    handling = live_handling(call)
    if handling is not None:
        start_wrap_up(handling, by=by, at=at, now=now)
    outcome = "abandoned" if abandoned else call.outcome or _outcome(call)
    close_trace(call, Connected() if outcome == "answered" else CallerHungUp(), now=now)
    finish_call(call, by=by, at=at, outcome=outcome, duration_s=duration_s, now=now)
    if abandoned:
        route(trigger="caller_left", now=now)


def _abandon(call: Call, at: datetime) -> bool:
    visit = open_visit(call)
    if visit is None:
        return False
    cancel_offers(visit, at=at, reason="caller_left")
    leave_visit(visit, VisitOutcome.ABANDONED, at=at)
    tell_queues()
    return True


def _outcome(call: Call) -> str:
    if Handling.objects.filter(call=call).exists():
        return "answered"
    return "voicemail" if Voicemail.objects.filter(call=call).exists() else "in_menu"
