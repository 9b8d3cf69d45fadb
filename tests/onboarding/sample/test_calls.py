"""The simulated week obeys the rules of a real one."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from infra.onboarding.sample.calls import SampleCall, sample_calls

END = datetime(2026, 3, 9, 12, tzinfo=UTC)
START = END - timedelta(days=7)


def week(seed: int) -> list[SampleCall]:
    zone = ZoneInfo("Asia/Shanghai")
    return sample_calls(seed=seed, start=START, end=END, zone=zone, callers=16, queues=2, agents=2)


def test_same_seed_same_week() -> None:
    assert week(1) == week(1)
    assert week(1) != week(2)


def test_no_agent_has_two_calls_at_once_and_all_lie_in_the_period() -> None:
    for agent in (0, 1):
        mine = sorted((c for c in week(3) if c.agent == agent), key=lambda call: call.left_queue_at)
        assert len(mine) > 50
        for earlier, later in pairwise(mine):
            assert earlier.wrapped_up_at <= later.left_queue_at
    assert all(call.started_at >= START and call.wrapped_up_at < END for call in week(3))


def test_some_give_up_and_most_are_answered() -> None:
    answered = [call for call in week(4) if call.agent is not None]
    lost = [call for call in week(4) if call.agent is None]
    assert 0.02 < len(lost) / (len(lost) + len(answered)) < 0.35
    assert not any(call.talk_ms for call in lost)
