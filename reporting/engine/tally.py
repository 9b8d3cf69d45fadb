"""Additive counts of one queue in one interval, and the figures that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and sums on the arrival ledger; two tallies add up field by field (the longest wait by maximum).

    offered = answered + abandoned + diverted + open. `diverted` = left the queue neither answered nor
    abandoned (voicemail, closed, overflow, system). `in_target` = answered with wait <= the queue's target.
    """

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    short_abandoned: int = 0
    diverted: int = 0
    open: int = 0
    in_target: int = 0
    wait_answered_ms: int = 0
    wait_all_ms: int = 0
    max_wait_ms: int = 0
    handled: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    wrapup_ms: int = 0
    minutes: int = 0

    def __add__(self, other: Tally) -> Tally:
        """The tally of both."""
        sums = {field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)}
        return Tally(**{**sums, "max_wait_ms": max(self.max_wait_ms, other.max_wait_ms)})


@dataclass(frozen=True, slots=True)
class Figures:
    """What a reader sees, beside the counts; None where the denominator is zero.

    Shares in 0..1, times in seconds. Definitions: FORMULA_TEXT.
    """

    service_level: float | None
    abandonment: float | None
    asa_s: float | None
    aht_s: float | None
    talk_s: float
    hold_s: float
    wrapup_s: float
    max_wait_s: float


FORMULA = "service_level_net_v1"
FORMULA_TEXT = (
    "Service level = answered within the target / (answered + abandoned - abandoned in less than the "
    "short-abandon limit). A call counts in the interval in which it entered the queue. The wait runs from "
    "entering the queue until both can speak, ringing included."
)


def figures(tally: Tally) -> Figures:
    """The figures of a tally, by `service_level_net_v1`."""
    return Figures(
        service_level=_ratio(tally.in_target, tally.answered + tally.abandoned - tally.short_abandoned),
        abandonment=_ratio(tally.abandoned, tally.offered),
        asa_s=_ratio(tally.wait_answered_ms / 1000, tally.answered),
        aht_s=_ratio((tally.talk_ms + tally.hold_ms + tally.wrapup_ms) / 1000, tally.handled),
        talk_s=tally.talk_ms / 1000,
        hold_s=tally.hold_ms / 1000,
        wrapup_s=tally.wrapup_ms / 1000,
        max_wait_s=tally.max_wait_ms / 1000,
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
