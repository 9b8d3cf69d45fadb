"""An agent's states: the table, and sentences that say what to do first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.presence import MOVES, ROUTABLE, AgentMove, AgentState, IllegalChange, advance

S, M = AgentState, AgentMove


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [
        (S.OFFLINE, M.GO_AVAILABLE, S.AVAILABLE),
        (S.AVAILABLE, M.GO_BREAK, S.BREAK),
        (S.BREAK, M.GO_AVAILABLE, S.AVAILABLE),
        (S.AVAILABLE, M.OFFERED, S.RINGING),
        (S.RINGING, M.OFFER_ACCEPTED, S.TALKING),
        (S.RINGING, M.OFFER_TIMED_OUT, S.NOT_RESPONDING),
        (S.RINGING, M.OFFER_DECLINED, S.AVAILABLE),
        (S.RINGING, M.OFFER_CANCELLED, S.AVAILABLE),
        (S.NOT_RESPONDING, M.GO_AVAILABLE, S.AVAILABLE),
        (S.TALKING, M.CALL_ENDED, S.WRAP_UP),
        (S.TALKING, M.SESSION_LOST, S.TALKING),
        (S.TALKING, M.CALL_LOST, S.NOT_RESPONDING),
        (S.WRAP_UP, M.WRAPPED_UP, S.AVAILABLE),
        (S.AVAILABLE, M.SESSION_LOST, S.OFFLINE),
    ],
)
def test_moves(state: AgentState, move: AgentMove, after: AgentState) -> None:
    assert advance(state, move) == after


@pytest.mark.parametrize(
    ("state", "move", "words"),
    [
        (S.TALKING, M.GO_BREAK, "Finish the call first."),
        (S.TALKING, M.GO_OFFLINE, "Finish the call first."),
        (S.WRAP_UP, M.GO_AVAILABLE, "Finish the wrap-up first."),
        (S.RINGING, M.GO_BREAK, "Answer or decline the call that is ringing first."),
    ],
)
def test_what_must_be_done_first_is_said(state: AgentState, move: AgentMove, words: str) -> None:
    with pytest.raises(IllegalChange, match=words):
        advance(state, move)


@given(st.sampled_from(AgentState), st.sampled_from(AgentMove))
def test_only_an_available_agent_can_be_offered_a_call(state: AgentState, move: AgentMove) -> None:
    if move is M.OFFERED and state not in ROUTABLE:
        with pytest.raises(IllegalChange):
            advance(state, move)


def test_every_state_can_be_left() -> None:
    for state in AgentState:
        assert set(MOVES[state].values()) - {state}
