"""The SDK pointed at the configured address, and its errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import stripe
from django.conf import settings

from billing.gateways.refusals import CardRefused, ProviderAway, ProviderRefused

TIMEOUT_S = 10


def api() -> stripe.V1Services:
    """The v1 API of the account in the settings."""
    return _client(settings.STRIPE_API_KEY, settings.STRIPE_API_BASE).v1


@lru_cache(maxsize=4)
def _client(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": base, "meter_events": base},
        http_client=stripe.RequestsClient(timeout=TIMEOUT_S),
        max_network_retries=2,
    )


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn the SDK's errors into CardRefused, ProviderAway and ProviderRefused."""
    try:
        yield
    except stripe.CardError as error:
        raise CardRefused(
            f"{error.user_message or 'The card was refused.'} Nothing was changed. "
            "Replace the card under “Payment and invoices”, then try again."
        ) from error
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise ProviderAway from error
    except stripe.InvalidRequestError as error:
        raise ProviderRefused(f"The payment service refused: {error.user_message or error}") from error
    except stripe.StripeError as error:
        if (error.http_status or 0) >= 500:
            raise ProviderAway from error
        raise ProviderRefused from error
