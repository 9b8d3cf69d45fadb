"""Telephony's only door for other apps; hands out frozen values, never models."""

from collections.abc import Sequence
from datetime import datetime

from telephony.engine.ports import CarrierError, CarrierRefused, OfferedNumber
from telephony.facts import (
    AgentInfo,
    BillableCall,
    CallId,
    HandlingFact,
    IntervalFact,
    NumberInfo,
    QueueInfo,
    VisitFact,
)
from telephony.selectors_facts import (
    agent_intervals,
    agent_of,
    agents,
    billable_calls,
    changed_since,
    earliest_unfinished,
    handlings,
    has_samples,
    numbers,
    queue_visits,
    queues,
)
from telephony.services.history import write as _history
from telephony.services.history.past_call import PastCall
from telephony.services.history.remove import remove_samples
from telephony.services.setup.agents import add_agent, remove_agent
from telephony.services.setup.create_defaults import Owner, create_defaults
from telephony.services.setup.numbers import buy_number, search_numbers
from telephony.services.setup.open_carrier_account import open_carrier_account

__all__ = [
    "AgentInfo",
    "BillableCall",
    "CallId",
    "CarrierError",
    "CarrierRefused",
    "HandlingFact",
    "IntervalFact",
    "NumberInfo",
    "OfferedNumber",
    "Owner",
    "PastCall",
    "QueueInfo",
    "VisitFact",
    "add_agent",
    "agent_intervals",
    "agent_of",
    "agents",
    "billable_calls",
    "buy_number",
    "changed_since",
    "create_defaults",
    "earliest_unfinished",
    "handlings",
    "has_samples",
    "numbers",
    "open_carrier_account",
    "queue_visits",
    "queues",
    "remove_agent",
    "remove_samples",
    "search_numbers",
    "write_samples",
]


def write_samples(calls: Sequence[PastCall], *, now: datetime) -> list[CallId]:
    """Store past calls, marked as samples, and return their ids in the same order. Call inside a tenant."""
    return [call.pk for call in _history.write_samples(calls, now=now)]
