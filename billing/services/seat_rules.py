"""Objections of the engine as refusals that say what to do."""

from billing.engine.seats import Objection, Seats, objection
from billing.services.provider import current_plan
from infra.base.problems import Refusal


class SeatsRefused(Refusal):
    """A number of seats that cannot be had; the code names the reason."""

    code = "seats_refused"
    field = "seats"

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class PreviewStale(Refusal):
    """The amount shown is too old to be charged."""

    code = "preview_stale"
    detail = "This amount was shown too long ago to be charged. Look at the change again, then confirm."


class NoFreeSeat(Refusal):
    """All seats are taken."""

    code = "no_free_seat"
    field = "is_agent"


def check(wanted: int, seats: Seats) -> None:
    """Raise SeatsRefused when the company cannot have `wanted` seats."""
    limit = current_plan().max_seats
    found = objection(wanted, seats, max_seats=limit)
    if found is None:
        return
    too_many = seats.assigned - wanted
    sentences = {
        Objection.OUT_OF_RANGE: f"Choose between 1 and {limit} seats; for more, write to us.",
        Objection.UNCHANGED: f"You have {wanted} seats already. Choose another number.",
        Objection.NO_PLAN: "Your plan is not running. Add a card first, then change the seats.",
        Objection.ASSIGNED: (
            f"{seats.assigned} people have a seat. Open “Team” and take the seat from {too_many} of them, "
            f"then reduce to {wanted}."
        ),
        Objection.NOT_PAID: "An invoice is unpaid. Replace the card, which pays it, then change the seats.",
        Objection.NO_CARD: "More seats are charged at once. Add a card first, then change the seats.",
    }
    raise SeatsRefused(f"seats_{found}", sentences[found])
