"""Who hears whom in a room."""

import numpy as np

from telephony.simulator.media import mixer
from telephony.simulator.media.leg import Leg
from telephony.simulator.media.playback import Playback
from telephony.simulator.media.sound import FRAME, Samples


class Person:
    """A leg that always says one number, and what it heard last."""

    def __init__(self, name: str, says: int, room: str | None = "room") -> None:
        self.leg = Leg(
            name, room=room, mouth=Playback(np.full(FRAME, says, dtype=np.int16), 0), send=self._hear
        )
        self.heard = 0

    def _hear(self, frame: Samples) -> None:
        self.heard = int(frame[0])


def tick(*people: Person) -> list[int]:
    mixer.tick(person.leg for person in people)
    return [person.heard for person in people]


def test_everybody_hears_all_others_but_not_themselves() -> None:
    assert tick(Person("a", 1), Person("b", 10), Person("c", 100)) == [110, 101, 11]


def test_rooms_do_not_mix_and_outside_it_is_silent() -> None:
    assert tick(Person("a", 1), Person("b", 10, "other"), Person("c", 100, None)) == [0, 0, 0]


def test_a_muted_leg_hears_but_is_not_heard() -> None:
    a, b = Person("a", 1), Person("b", 10)
    a.leg.muted = True
    assert tick(a, b) == [10, 0]


def test_on_hold_a_leg_hears_its_music_and_nothing_of_the_room() -> None:
    a, b, c = Person("a", 1), Person("b", 10), Person("c", 100)
    a.leg.hold = True
    a.leg.playback = Playback(np.full(FRAME, 7, dtype=np.int16), 0)
    assert tick(a, b, c) == [7, 100, 10]


def test_a_coach_hears_all_and_is_heard_by_one() -> None:
    customer, agent, coach = Person("customer", 1), Person("agent", 10), Person("coach", 100)
    coach.leg.coach = "agent"
    assert tick(customer, agent, coach) == [10, 101, 11]
    coach.leg.muted = True
    assert tick(customer, agent, coach) == [10, 1, 11]
    agent.leg.hold, coach.leg.muted = True, False
    assert tick(customer, agent, coach) == [0, 0, 1]


def test_prompts_lie_over_the_room_and_loud_sums_are_clipped() -> None:
    a, b, c = Person("a", 0), Person("b", 30000), Person("c", 30000)
    a.leg.playback = Playback(np.full(FRAME, 5, dtype=np.int16))
    assert tick(a, b, c) == [32767, 30000, 30000]
    assert a.leg.playback is None


def test_a_beep_lies_over_music_and_leaves_it_playing() -> None:
    a = Person("a", 0, None)
    a.leg.playback = Playback(np.full(FRAME, 5, dtype=np.int16), 0)
    a.leg.overlay = Playback(np.full(FRAME, 3, dtype=np.int16))
    assert [tick(a), tick(a)] == [[8], [5]]
