"""Fill a tenant with a week of sample calls, or take them out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from infra.onboarding.sample.calls import SampleCall, sample_calls
from infra.onboarding.sample.people import CALLERS, NOTES
from reporting import facade as reporting
from telephony import facade as telephony
from tenants.crm import facade as crm

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who and what the sample calls refer to in this tenant."""

    contacts: list[crm.ContactCard]
    queues: list[telephony.QueueInfo]
    agents: list[telephony.AgentInfo]
    number: str


def load_sample_data(*, timezone: str, now: datetime, seed: int = 7) -> int:
    """Replace this tenant's sample data by a fresh week that ends now; returns the number of calls.

    Needs at least one queue and one agent. Call inside a tenant.
    """
    remove_sample_data(now=now)
    queues, agents = telephony.queues(), telephony.agents()
    calls = sample_calls(
        seed=seed, start=now - WEEK, end=now, zone=ZoneInfo(timezone),
        callers=len(CALLERS), queues=len(queues), agents=len(agents),
    )  # fmt: skip
    cast = _Cast(_contacts(calls, now), queues, agents, _number())
    notes = Random(seed)
    past = [_past(call, cast, notes) for call in calls]
    ids = telephony.write_samples(past, now=now)
    for call_id, call in zip(ids, past, strict=True):
        _tell(call_id, call, cast, now)
    reporting.refresh_intervals(now=now, since=now - WEEK)
    return len(past)


def remove_sample_data(*, now: datetime) -> int:
    """Remove all sample calls and contacts of this tenant; returns the number of calls. Call inside it."""
    calls = telephony.remove_samples()
    crm.remove_sample_contacts()
    if calls:
        reporting.refresh_intervals(now=now, since=now - timedelta(days=400))
    return calls


def _contacts(calls: Sequence[SampleCall], now: datetime) -> list[crm.ContactCard]:
    """The callers as contacts who came with their first call; telling their calls moves their last one."""
    first = {call.caller: call.started_at for call in sorted(calls, key=_newest_first)}
    people = [
        (caller.name, "", caller.number, caller.vip, first.get(index, now))
        for index, caller in enumerate(CALLERS)
    ]
    return crm.add_sample_contacts(people)


def _newest_first(call: SampleCall) -> float:
    return -call.started_at.timestamp()


def _number() -> str:
    numbers = telephony.numbers()
    return numbers[0].e164 if numbers else "+12025550199"


def _past(call: SampleCall, cast: _Cast, notes: Random) -> telephony.PastCall:
    contact = cast.contacts[call.caller]
    return telephony.PastCall(
        from_number=CALLERS[call.caller].number,
        to_number=cast.number,
        contact_id=contact.id,
        caller_name=contact.name,
        queue_id=cast.queues[call.queue].id,
        agent_id=None if call.agent is None else cast.agents[call.agent].id,
        started_at=call.started_at,
        enqueued_at=call.enqueued_at,
        left_queue_at=call.left_queue_at,
        ended_at=call.ended_at,
        wrapped_up_at=call.wrapped_up_at,
        hold_ms=call.hold_ms,
        disposition=call.disposition,
        note=notes.choice(NOTES[call.disposition]) if call.disposition else "",
    )


def _tell(call_id: telephony.CallId, call: telephony.PastCall, cast: _Cast, now: datetime) -> None:
    names = {agent.id: agent.name for agent in cast.agents}
    queues = {queue.id: queue.name for queue in cast.queues}
    crm.record_call(
        call.contact_id,
        call_id=call_id,
        at=call.started_at,
        direction="inbound",
        outcome="abandoned" if call.agent_id is None else "answered",
        queue=queues[call.queue_id],
        agent="" if call.agent_id is None else names[call.agent_id],
        duration_s=call.duration_s,
        note=call.note,
        disposition=call.disposition,
        now=now,
        is_sample=True,
    )
