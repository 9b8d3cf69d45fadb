"""The plan on sale."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Seats in advance, minutes behind; prices in minor units of `currency`, the trial in days."""

    name: str = "Team"
    currency: str = "usd"
    seat_price: int = 2500
    minute_price: int = 2
    trial_days: int = 14
    trial_seats: int = 5
    max_seats: int = 500
