"""The arithmetic of one tick: who hears what, for every leg of every room."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from telephony.simulator.media.leg import Leg
from telephony.simulator.media.sound import FRAME, SILENCE, Samples, clipped

Sum = NDArray[np.int32]


def tick(legs: Iterable[Leg]) -> None:
    """Move 20 ms of sound between these legs."""
    present = list(legs)
    spoken = {leg.call_sid: leg.listen() for leg in present}
    rooms: dict[str, list[Leg]] = defaultdict(list)
    for leg in present:
        if leg.room is not None:
            rooms[leg.room].append(leg)
    mixed: dict[str, Sum] = {}
    for members in rooms.values():
        mixed |= mix(members, spoken)
    for leg in present:
        leg.deliver(together(mixed.get(leg.call_sid), leg.played()))


def mix(members: list[Leg], spoken: Mapping[str, Samples]) -> dict[str, Sum]:
    """What each member of one room hears of the others, by call SID; a member on hold hears nothing of it."""
    open_voices = {
        leg.call_sid: spoken[leg.call_sid].astype(np.int32)
        for leg in members
        if not (leg.muted or leg.hold or leg.coach) and spoken[leg.call_sid] is not SILENCE
    }
    everybody = sum(open_voices.values(), np.zeros(FRAME, dtype=np.int32))
    heard = {leg.call_sid: everybody - open_voices.get(leg.call_sid, 0) for leg in members if not leg.hold}
    for leg in members:
        if leg.coach in heard and not (leg.muted or leg.hold):
            heard[leg.coach] = heard[leg.coach] + spoken[leg.call_sid]
    return heard


def together(room: Sum | None, played: list[Samples]) -> Samples:
    """The sound of the room and what is played to one leg, in one frame."""
    if room is None and len(played) < 2:
        return played[0] if played else SILENCE
    total = np.zeros(FRAME, dtype=np.int32) if room is None else room
    for frame in played:
        total = total + frame
    return clipped(total)
