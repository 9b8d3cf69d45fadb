"""A call's states: the table is complete, ended stays ended, late notices change nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.lifecycle import MOVES, RANK, CallMove, CallState, IllegalMove, advance

S, M = CallState, CallMove

ORDINARY = [
    (M.ANSWERED, S.IN_FLOW),
    (M.ENQUEUED, S.QUEUED),
    (M.OFFER_ACCEPTED, S.CONNECTING),
    (M.AGENT_JOINED, S.TALKING),
    (M.HELD, S.HELD),
    (M.RESUMED, S.TALKING),
    (M.AGENT_LOST, S.CONNECTING),
    (M.REQUEUED, S.QUEUED),
    (M.OFFER_ACCEPTED, S.CONNECTING),
    (M.AGENT_JOINED, S.TALKING),
    (M.ENDED, S.ENDED),
]


def test_an_ordinary_call_from_ring_to_end() -> None:
    state = S.NEW
    for move, expected in ORDINARY:
        state = advance(state, move)
        assert state == expected


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (S.NEW, M.HELD),
        (S.NEW, M.ENQUEUED),
        (S.IN_FLOW, M.AGENT_JOINED),
        (S.QUEUED, M.HELD),
        (S.CONNECTING, M.HELD),
        (S.VOICEMAIL, M.OFFER_ACCEPTED),
        (S.VOICEMAIL, M.HELD),
    ],
)
def test_moves_that_make_no_sense_are_refused(state: CallState, move: CallMove) -> None:
    with pytest.raises(IllegalMove):
        advance(state, move)


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (S.TALKING, M.ANSWERED),
        (S.TALKING, M.ENQUEUED),
        (S.TALKING, M.OFFER_ACCEPTED),
        (S.HELD, M.AGENT_JOINED),
        (S.TALKING, M.AGENT_JOINED),
        (S.QUEUED, M.ENQUEUED),
    ],
)
def test_a_late_move_leaves_the_call_where_it_is(state: CallState, move: CallMove) -> None:
    assert advance(state, move) == state


@given(st.sampled_from(CallMove))
def test_ended_stays_ended(move: CallMove) -> None:
    assert advance(S.ENDED, move) == S.ENDED


@given(st.lists(st.sampled_from(CallMove), max_size=40))
def test_any_order_of_notices_with_an_end_among_them_ends(moves: list[CallMove]) -> None:
    state = S.NEW
    for move in [*moves, M.ENDED, *moves]:
        try:
            state = advance(state, move)
        except IllegalMove:
            continue
    assert state == S.ENDED


def test_every_state_has_a_row_a_rank_and_a_way_to_end() -> None:
    for state in CallState:
        assert state in MOVES
        assert RANK[state] <= RANK[S.ENDED]
        assert advance(state, M.ENDED) == S.ENDED
