"""Turns slices into the few figures worth comparing."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from infra.bench.client import Slice


@dataclass(frozen=True)
class Figures:
    """Throughput is the median of the slices; latencies are over all requests, in milliseconds."""

    rate: float
    p50_ms: float
    p99_ms: float
    requests: int


def figures(slices: Sequence[Slice]) -> Figures:
    """The figures of one kind of request."""
    latencies = sorted(latency for one in slices for latency in one.latencies)

    def at(share: float) -> float:
        return latencies[min(len(latencies) - 1, int(len(latencies) * share))] * 1000

    return Figures(statistics.median(one.rate for one in slices), at(0.5), at(0.99), len(latencies))


def lines(measured: dict[str, Figures]) -> list[str]:
    """A table, and how the last kind compares with each of the others."""
    rows = [f"{'':24}{'requests/s':>12}{'p50 ms':>10}{'p99 ms':>10}{'requests':>10}"]
    for name, found in measured.items():
        rows.append(f"{name:24}{found.rate:12.0f}{found.p50_ms:10.1f}{found.p99_ms:10.1f}{found.requests:10}")
    *others, (last, whole) = measured.items()
    rows += [
        f"{last} does {whole.rate / other.rate:.2f} of the throughput of {name}." for name, other in others
    ]
    return rows
