"""The plan on sale."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Seats in advance, minutes behind; prices in minor units of `currency`, the trial in days.

    A trial begins with the owner's seat: what nobody ordered is on no invoice.
    """

    name: str = "Team"
    currency: str = "usd"
    seat_price: int = 2500
    minute_price: int = 2
    trial_days: int = 14
    trial_seats: int = 1
    max_seats: int = 500
