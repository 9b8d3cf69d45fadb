"""Is this request from the carrier account of the tenant in its path?"""

from typing import Protocol

from django.conf import settings
from django.http import HttpRequest

from telephony.carriers.twilio.sign import SETTINGS_HEADER, SIGNATURE_HEADER, verify
from tenants.directory.facade import CarrierCredentials, UnknownTenant, carrier_account


def verified(request: HttpRequest, tenant_key: str) -> CarrierCredentials | None:
    """The tenant's credentials when the signature was made with its token over the public URL and body.

    The address is the configured one, not what a Host or X-Forwarded header claims. The account named in
    the body must be the tenant's too, so that one account's request cannot be played to another tenant.
    """
    if not request.headers.get(SIGNATURE_HEADER):
        return None
    try:
        account = carrier_account(tenant_key)
    except UnknownTenant:
        return None
    return account if account is not None and signed_by(request, account) else None


class Signer(Protocol):
    """An account at the carrier, as far as a signature goes."""

    @property
    def sid(self) -> str:
        """The account's name in what it sends."""

    @property
    def auth_token(self) -> str:
        """What it signs with."""


def signed_by(request: HttpRequest, account: Signer) -> bool:
    """Whether the request names this account and was signed with its token."""
    if request.POST.get("AccountSid", "") != account.sid:
        return False
    url = settings.PUBLIC_BASE_URL.rstrip("/") + request.get_full_path()
    signature, algorithm = request.headers.get(SIGNATURE_HEADER, ""), request.headers.get(SETTINGS_HEADER)
    return verify(url, request.POST, signature, account.auth_token, algorithm)
