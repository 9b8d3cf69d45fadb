"""Who may not join a conference."""

from telephony.simulator.calls.conference import Room, Seat


def refusal(room: Room, seat: Seat) -> tuple[int, str] | None:
    """Return the error that keeps this participant out, if any."""
    if seat.coach is not None and seat.coach not in room.seats:
        return 13240, "Dial->Conference: the call to coach is not in the conference"
    if seat.label is not None and any(other.label == seat.label for other in room.seats.values()):
        return 16025, "The participant label is already in use in this conference"
    if len(room.seats) >= room.max_seats:
        return 16020, "The conference is full"
    return None
