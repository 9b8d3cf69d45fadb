"""Who an agent's browser is at the carrier, and nobody else."""

import re

import pytest

from telephony.carriers.twilio.identity import agent_of_identity, identity_of

KEY = "t_acme000000000000"


def test_an_identity_is_what_the_carrier_allows_and_names_its_agent() -> None:
    identity = identity_of(KEY, 42)
    assert re.fullmatch(r"[A-Za-z0-9_]{1,121}", identity)
    assert agent_of_identity(identity, KEY) == 42


@pytest.mark.parametrize(
    "identity",
    [
        "",
        KEY,
        f"{KEY}_",
        f"{KEY}_x",
        f"{KEY}_-1",
        f"{KEY}_\u0663",
        f"{KEY}.42",
        f"{KEY}_1_42",
        "t_globex0000000000_42",
        f"{KEY}_{'9' * 30}",
    ],
)
def test_anything_else_is_nobody(identity: str) -> None:
    assert agent_of_identity(identity, KEY) is None
