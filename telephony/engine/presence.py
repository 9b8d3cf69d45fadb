"""The states of an agent and every move between them, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class AgentState(StrEnum):
    """What an agent is doing; only AVAILABLE is routable."""

    OFFLINE = "offline"
    AVAILABLE = "available"
    BREAK = "break"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    NOT_RESPONDING = "not_responding"


class AgentMove(StrEnum):
    """What can happen to an agent; the first three are the person's own choice."""

    GO_AVAILABLE = "go_available"
    GO_BREAK = "go_break"
    GO_OFFLINE = "go_offline"
    OFFERED = "offered"
    OFFER_ACCEPTED = "offer_accepted"
    OFFER_TIMED_OUT = "offer_timed_out"
    OFFER_DECLINED = "offer_declined"
    OFFER_CANCELLED = "offer_cancelled"
    CALL_ENDED = "call_ended"
    CALL_LOST = "call_lost"
    WRAPPED_UP = "wrapped_up"
    SESSION_LOST = "session_lost"


class IllegalChange(Exception):
    """The agent cannot do this now; the text says what to do first."""


S, M = AgentState, AgentMove

_CHOICES = {M.GO_AVAILABLE: S.AVAILABLE, M.GO_BREAK: S.BREAK, M.GO_OFFLINE: S.OFFLINE}

MOVES: Mapping[AgentState, Mapping[AgentMove, AgentState]] = {
    S.OFFLINE: {**_CHOICES, M.SESSION_LOST: S.OFFLINE},
    S.AVAILABLE: {**_CHOICES, M.OFFERED: S.RINGING, M.SESSION_LOST: S.OFFLINE},
    S.BREAK: {**_CHOICES, M.SESSION_LOST: S.OFFLINE},
    S.RINGING: {
        M.OFFER_ACCEPTED: S.TALKING,
        M.OFFER_TIMED_OUT: S.NOT_RESPONDING,
        M.OFFER_DECLINED: S.AVAILABLE,
        M.OFFER_CANCELLED: S.AVAILABLE,
        M.SESSION_LOST: S.RINGING,  # the offer's own time-out decides, so that a reload costs nothing
    },
    S.TALKING: {
        M.CALL_ENDED: S.WRAP_UP,
        M.CALL_LOST: S.NOT_RESPONDING,
        M.SESSION_LOST: S.TALKING,  # the page may come back to the same call
    },
    S.WRAP_UP: {
        M.WRAPPED_UP: S.AVAILABLE,
        M.SESSION_LOST: S.WRAP_UP,  # its timer is on the server
    },
    S.NOT_RESPONDING: {**_CHOICES, M.SESSION_LOST: S.NOT_RESPONDING},
}

ROUTABLE = frozenset({S.AVAILABLE})
# Being idle is counted from the moment a person becomes routable again after work, not after a ring
# that somebody else ended: a cancelled offer must not send the agent to the end of the line.
KEEPS_IDLE_SINCE = frozenset({M.OFFERED, M.OFFER_CANCELLED})

_FIRST = {
    S.RINGING: "Answer or decline the call that is ringing first.",
    S.TALKING: "Finish the call first.",
    S.WRAP_UP: "Finish the wrap-up first.",
}


def advance(state: AgentState, move: AgentMove) -> AgentState:
    """The state after `move`; raises IllegalChange when the agent cannot do that now."""
    target = MOVES[state].get(move)
    if target is None:
        raise IllegalChange(_FIRST.get(state, f"An agent who is {state.value} cannot {move.value}."))
    return target
