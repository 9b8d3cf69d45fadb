"""A taken port is named before anything starts."""

import socket

import pytest

from infra.dev import addresses
from infra.dev.run import ports


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(ports.PortTaken) as refused:
            ports.require_free(taken, "SEATLINE_PORT", "its web server")
        assert ports.answers(taken)
    assert str(refused.value) == (
        f"Port {taken} is taken by another program, and Seatline needs it for its web server: "
        f"stop that program, or choose another port with SEATLINE_PORT={taken + 1} make run."
    )
    ports.require_free(taken, "SEATLINE_PORT", "its web server")
    assert not ports.answers(taken)


def test_a_port_that_is_no_number_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEATLINE_PORT", "eighty")
    with pytest.raises(SystemExit, match="SEATLINE_PORT is 'eighty', which is not a port"):
        addresses.port("SEATLINE_PORT")
