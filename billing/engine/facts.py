"""What the payment provider knows, in our own words; amounts in minor units, moments aware UTC."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """How a company stands with its plan."""

    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    PAUSED = "paused"
    WAITING = "waiting"
    UNPAID = "unpaid"
    CANCELED = "canceled"
    UNKNOWN = "unknown"


class LineKind(StrEnum):
    """What an invoice line is for."""

    SEATS = "seats"
    MINUTES = "minutes"
    PRORATION = "proration"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Prices:
    """The provider's references of the plan's two prices."""

    seat: str
    minute: str


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A company's subscription as the provider has it; `seat_item` is what a seat change addresses."""

    reference: str
    standing: Standing
    seat_item: str
    seats: int
    period_start: datetime
    period_end: datetime
    trial_ends_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """A customer with the newest subscription, if there is one; `has_card` says something can be charged."""

    reference: str
    has_card: bool
    plan: PlanFacts | None


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of an invoice; `unit_amount` is None where one unit costs less than a minor unit."""

    description: str
    quantity: int
    unit_amount: int | None
    amount: int
    price: str | None
    is_proration: bool
    period_start: datetime
    period_end: datetime


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """An invoice, real or foreseen (then `reference` names nothing)."""

    reference: str
    customer: str
    number: str | None
    status: str
    currency: str
    total: int
    amount_due: int
    created_at: datetime
    period_start: datetime
    period_end: datetime
    page_url: str
    lines: tuple[LineFacts, ...]


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice of the provider: what kind of thing changed, and whose."""

    reference: str
    kind: str
    subject: str
    customer: str | None
