"""What an invoice line is for."""

from billing.engine.facts import LineFacts, LineKind, Prices


def kind_of(line: LineFacts, prices: Prices) -> LineKind:
    """Prorations first, then by price; anything else is other."""
    if line.is_proration:
        return LineKind.PRORATION
    if line.price == prices.seat:
        return LineKind.SEATS
    return LineKind.MINUTES if line.price == prices.minute else LineKind.OTHER
