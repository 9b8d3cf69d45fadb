"""The benchmark's figures mean what their headings say."""

import pytest

from infra.bench.client import Slice
from infra.bench.report import figures, lines


def test_throughput_is_the_median_slice_and_latency_is_over_all() -> None:
    quick = Slice(seconds=1.0, latencies=[0.001] * 99 + [0.050])
    slow = Slice(seconds=2.0, latencies=[0.002] * 100)
    found = figures([quick, slow, slow])
    assert found.rate == pytest.approx(50)
    assert (found.p50_ms, found.requests) == (2.0, 300)
    assert found.p99_ms == 2.0
    assert figures([quick]).p99_ms == 50.0


def test_the_last_kind_is_compared_with_the_others() -> None:
    short = figures([Slice(seconds=1.0, latencies=[0.001] * 500)])
    bare = figures([Slice(seconds=1.0, latencies=[0.001] * 200)])
    whole = figures([Slice(seconds=1.0, latencies=[0.001] * 50)])
    assert lines({"short": short, "bare": bare, "whole": whole})[-2:] == [
        "whole does 0.10 of the throughput of short.",
        "whole does 0.25 of the throughput of bare.",
    ]
