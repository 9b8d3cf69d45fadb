"""Amounts of money in whole minor units (cents) of one currency."""

from dataclasses import dataclass


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were added or compared."""


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in minor units of `currency`, a lower-case ISO 4217 code."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def times(self, quantity: int) -> "Money":
        return Money(self.amount * quantity, self.currency)

    def share(self, part: int, whole: int) -> "Money":
        """`part`/`whole` of this amount, rounded half to even, exactly (no floats)."""
        if whole <= 0:
            raise ValueError("The whole must be positive.")
        quotient, rest = divmod(self.amount * part, whole)
        up = 2 * rest > whole or (2 * rest == whole and quotient % 2 == 1)
        return Money(quotient + int(up), self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"Cannot mix {self.currency} with {other.currency}.")
        return other.amount
