"""The facts of telephony: every table lives in a tenant's schema and refers to nothing outside it."""

from telephony.models.agent import Agent, AgentSkill, AgentStateInterval, Skill
from telephony.models.call import Call, CallEvent, Leg
from telephony.models.flow import Flow, FlowVersion, NumberRoute
from telephony.models.offer import Disposition, Handling, Offer, OfferState
from telephony.models.queue import BusinessHours, Queue, QueueVisit, VisitOutcome
from telephony.models.routing import RoutingDecision, RoutingLock
from telephony.models.voicemail import Voicemail

__all__ = [
    "Agent",
    "AgentSkill",
    "AgentStateInterval",
    "BusinessHours",
    "Call",
    "CallEvent",
    "Disposition",
    "Flow",
    "FlowVersion",
    "Handling",
    "Leg",
    "NumberRoute",
    "Offer",
    "OfferState",
    "Queue",
    "QueueVisit",
    "RoutingDecision",
    "RoutingLock",
    "Skill",
    "VisitOutcome",
    "Voicemail",
]
