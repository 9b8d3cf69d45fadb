"""Addresses of the provider's pages for a company."""

from urllib.parse import urlsplit

from django.conf import settings

from billing.services.accounts import account_of
from billing.services.provider import current_plan, provider
from tenants.directory import facade as directory


def start_checkout(tenant_key: str, locale: str) -> str:
    """Where the company enters the card its plan is paid with; it comes back to /billing."""
    account = account_of(tenant_key)
    back = f"{_home(tenant_key)}/billing"
    return provider.checkout_page(
        customer=str(account.customer_ref),
        tenant_key=tenant_key,
        currency=current_plan().currency,
        locale=locale,
        success_url=f"{back}?checkout={{CHECKOUT_SESSION_ID}}",
        cancel_url=back,
    )


def open_portal(tenant_key: str, locale: str) -> str:
    """Where the company sees invoices, replaces its card or cancels; good for an hour."""
    account = account_of(tenant_key)
    back = f"{_home(tenant_key)}/billing"
    return provider.portal_page(customer=str(account.customer_ref), locale=locale, return_url=back)


def _home(tenant_key: str) -> str:
    public = urlsplit(settings.PUBLIC_BASE_URL)
    port = f":{public.port}" if public.port else ""
    return f"{public.scheme}://{directory.tenant_by_key(tenant_key).host}{port}"
