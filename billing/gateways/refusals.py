"""How a payment provider can fail, in sentences for people."""

from infra.base.problems import Refusal


class ProviderAway(Refusal):
    """The provider cannot be reached or gave no clear answer."""

    code = "payment_service_unavailable"
    status = 503
    detail = "The payment service does not answer right now. Nothing is lost; try again in a minute."


class ProviderRefused(Refusal):
    """The provider understood and said no."""

    code = "payment_service_refused"
    status = 409
    detail = "The payment service refused this. Contact support and name the request number."


class CardRefused(Refusal):
    """The bank did not pay; nothing was changed."""

    code = "card_refused"
    status = 402
    detail = "Your bank refused the payment, and nothing was changed. Replace the card, then try again."


class AlreadyCounted(Exception):
    """Usage with this identifier was counted before, so there is nothing left to do."""


class BadSignature(Exception):
    """A notice that the provider did not sign."""
