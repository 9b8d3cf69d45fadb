"""The only door into the reports for billing and demo data."""

from datetime import datetime

from reporting.engine.tally import Tally
from reporting.selectors import tallies
from reporting.services.refresh_intervals import refresh_intervals

__all__ = ["minutes_between", "refresh_intervals"]


def minutes_between(start: datetime, end: datetime) -> int:
    """The billed minutes the report shows for calls begun in the half-open period. Call inside a tenant."""
    return sum(tallies(start, end).values(), Tally()).minutes
