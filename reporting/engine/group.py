"""Join 15-minute tallies to the longer intervals a reader asks for, in the reader's zone."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from reporting.engine.roll_up import Key
from reporting.engine.tally import Tally

Width = Literal["15", "30", "60", "day"]


def group(tallies: Mapping[Key, Tally], width: Width, zone: ZoneInfo) -> dict[Key, Tally]:
    """Tallies by (queue id, start of the wider interval); days run from local midnight to local midnight."""
    joined: defaultdict[Key, Tally] = defaultdict(Tally)
    for (queue_id, start), tally in tallies.items():
        joined[queue_id, widen(start, width, zone)] += tally
    return dict(joined)


def widen(start: datetime, width: Width, zone: ZoneInfo) -> datetime:
    """The start, in `zone`, of the interval that holds the 15-minute interval beginning at `start`."""
    local = start.astimezone(zone)
    if width == "day":
        return datetime(local.year, local.month, local.day, tzinfo=zone)
    # Wall-clock minutes are subtracted from the moment itself: a repeated hour keeps intervals of its own.
    past = timedelta(minutes=local.minute % int(width))
    return (start - past).astimezone(zone)
