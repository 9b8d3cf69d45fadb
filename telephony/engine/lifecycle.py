"""The states of a call and every move between them, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class CallState(StrEnum):
    """Where a call is, from the caller's side."""

    NEW = "new"
    IN_FLOW = "in_flow"
    QUEUED = "queued"
    CONNECTING = "connecting"
    TALKING = "talking"
    HELD = "held"
    VOICEMAIL = "voicemail"
    ENDED = "ended"


class CallMove(StrEnum):
    """What can happen to a call."""

    ANSWERED = "answered"
    ENQUEUED = "enqueued"
    LEFT_QUEUE = "left_queue"
    OFFER_ACCEPTED = "offer_accepted"
    AGENT_JOINED = "agent_joined"
    HELD = "held"
    RESUMED = "resumed"
    AGENT_LOST = "agent_lost"
    REQUEUED = "requeued"
    VOICEMAIL_STARTED = "voicemail_started"
    ENDED = "ended"


class IllegalMove(Exception):
    """This move makes no sense in this state and is not merely late: a defect, or a forged notice."""


S, M = CallState, CallMove

MOVES: Mapping[CallState, Mapping[CallMove, CallState]] = {
    S.NEW: {M.ANSWERED: S.IN_FLOW, M.ENDED: S.ENDED},
    S.IN_FLOW: {
        M.ENQUEUED: S.QUEUED,
        M.VOICEMAIL_STARTED: S.VOICEMAIL,
        M.ENDED: S.ENDED,
    },
    S.QUEUED: {
        M.OFFER_ACCEPTED: S.CONNECTING,
        M.LEFT_QUEUE: S.IN_FLOW,
        M.VOICEMAIL_STARTED: S.VOICEMAIL,
        M.ENDED: S.ENDED,
    },
    S.CONNECTING: {
        M.AGENT_JOINED: S.TALKING,
        M.REQUEUED: S.QUEUED,
        M.ENDED: S.ENDED,
    },
    S.TALKING: {
        M.HELD: S.HELD,
        M.AGENT_LOST: S.CONNECTING,
        M.ENDED: S.ENDED,
    },
    S.HELD: {
        M.RESUMED: S.TALKING,
        M.AGENT_LOST: S.CONNECTING,
        M.ENDED: S.ENDED,
    },
    S.VOICEMAIL: {M.ENQUEUED: S.QUEUED, M.ENDED: S.ENDED},
    S.ENDED: {},
}

# How far along a call is. A notice that would only bring it to where it has already been is late.
RANK: Mapping[CallState, int] = {
    S.NEW: 0,
    S.IN_FLOW: 1,
    S.QUEUED: 2,
    S.CONNECTING: 3,
    S.TALKING: 4,
    S.HELD: 4,
    S.VOICEMAIL: 2,
    S.ENDED: 5,
}

# The rank a move brings a call to: what it says has been reached when we hear of it.
_REACHES: Mapping[CallMove, int] = {
    M.ANSWERED: RANK[S.IN_FLOW],
    M.ENQUEUED: RANK[S.QUEUED],
    M.LEFT_QUEUE: RANK[S.IN_FLOW],
    M.OFFER_ACCEPTED: RANK[S.CONNECTING],
    M.AGENT_JOINED: RANK[S.TALKING],
    M.HELD: RANK[S.HELD],
    M.RESUMED: RANK[S.TALKING],
    M.AGENT_LOST: RANK[S.CONNECTING],
    M.REQUEUED: RANK[S.QUEUED],
    M.VOICEMAIL_STARTED: RANK[S.VOICEMAIL],
    M.ENDED: RANK[S.ENDED],
}


def is_late(state: CallState, move: CallMove) -> bool:
    """True when the call is already where `move` would bring it, or past that."""
    return RANK[state] >= _REACHES[move]


def advance(state: CallState, move: CallMove) -> CallState:
    """The state after `move`; the same state for a late move; raises IllegalMove otherwise.

    An ended call stays ended, whatever arrives.
    """
    target = MOVES[state].get(move)
    if target is not None:
        return target
    if is_late(state, move):
        return state
    raise IllegalMove(f"A call that is {state.value} cannot take the move {move.value}.")
