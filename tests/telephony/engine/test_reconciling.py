"""What differs between the carrier and us, and what that leads to."""

from datetime import UTC, datetime

import pytest

from telephony.engine.events import CarrierStatus
from telephony.engine.ports import RemoteCall
from telephony.engine.reconciling import LOST, Belief, Repair, decide, missed_notice

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
LIVE = (CarrierStatus.QUEUED, CarrierStatus.RINGING, CarrierStatus.IN_PROGRESS)
OVER = tuple(status for status in CarrierStatus if status.is_final)


def _remote(status: CarrierStatus) -> RemoteCall:
    return RemoteCall("CA1", status, 42, "+12025550188", "+12025550123", AT)


@pytest.mark.parametrize("call_over", [False, True])
@pytest.mark.parametrize("status", OVER)
def test_what_is_over_there_ends_here(status: CarrierStatus, call_over: bool) -> None:
    belief = Belief("CA1", call_over)
    assert decide(belief, _remote(status)) is Repair.END_HERE
    notice = missed_notice(belief, _remote(status))
    assert (notice.call_ref, notice.status, notice.at, notice.duration_s) == ("CA1", status, AT, 42)


@pytest.mark.parametrize("call_over", [False, True])
def test_what_the_carrier_does_not_know_is_lost(call_over: bool) -> None:
    belief = Belief("CA1", call_over)
    assert decide(belief, None) is Repair.END_HERE
    notice = missed_notice(belief, None)
    assert (notice.status, notice.at, notice.raw_status) == (CarrierStatus.FAILED, None, LOST)


@pytest.mark.parametrize("status", LIVE)
def test_what_is_over_here_ends_there(status: CarrierStatus) -> None:
    assert decide(Belief("CA1", True), _remote(status)) is Repair.END_THERE
    assert decide(Belief("CA1", False), _remote(status)) is Repair.NOTHING


@pytest.mark.parametrize("call_over", [False, True])
def test_a_word_we_do_not_know_changes_nothing(call_over: bool) -> None:
    assert decide(Belief("CA1", call_over), _remote(CarrierStatus.UNKNOWN)) is Repair.NOTHING
