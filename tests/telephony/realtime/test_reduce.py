"""The reducer itself."""

import pytest

from telephony.realtime.messages import desk_message
from telephony.realtime.reduce import Gap, apply

DESK = {"seq": 4, "offer": None, "call": None}


def test_the_next_message_replaces_the_keys_it_names() -> None:
    assert apply(DESK, desk_message(5, "offer.made", {"offer": {"id": "1"}})) == {
        "seq": 5,
        "offer": {"id": "1"},
        "call": None,
    }


@pytest.mark.parametrize("seq", [4, 3])
def test_an_old_message_changes_nothing(seq: int) -> None:
    assert apply(DESK, desk_message(seq, "offer.made", {"offer": 1})) == DESK


def test_a_missing_message_shows() -> None:
    with pytest.raises(Gap):
        apply(DESK, desk_message(6, "offer.made", {}))
