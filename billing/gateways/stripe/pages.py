"""Addresses of the provider's own pages."""

from typing import Literal

from billing.gateways.stripe.client import api, in_our_words

_Locale = Literal["en", "zh"]


def checkout_page(
    *, customer: str, tenant_key: str, currency: str, locale: str, success_url: str, cancel_url: str
) -> str:
    """A page that keeps a card for coming invoices; `success_url` may hold {CHECKOUT_SESSION_ID}."""
    with in_our_words():
        made = api().checkout.sessions.create(
            {
                "mode": "setup",
                "customer": customer,
                "currency": currency,
                "client_reference_id": tenant_key,
                "locale": _locale(locale),
                "success_url": success_url,
                "cancel_url": cancel_url,
            }
        )
    return str(made.url)


def portal_page(*, customer: str, locale: str, return_url: str) -> str:
    """A short-lived page with plan, invoices, card and cancelling."""
    with in_our_words():
        made = api().billing_portal.sessions.create(
            {"customer": customer, "locale": _locale(locale), "return_url": return_url}
        )
    return made.url


def _locale(ours: str) -> _Locale:
    return "zh" if ours.startswith("zh") else "en"
