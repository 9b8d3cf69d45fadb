"""Is this request from the carrier account of the tenant in its path?"""

from django.conf import settings
from django.http import HttpRequest

from telephony.carriers.twilio.sign import SETTINGS_HEADER, SIGNATURE_HEADER, verify
from tenants.directory.facade import CarrierCredentials, UnknownTenant, carrier_account


def verified(request: HttpRequest, tenant_key: str) -> CarrierCredentials | None:
    """The tenant's credentials when the signature was made with its token over the public URL and body.

    The address is the configured one, not what a Host or X-Forwarded header claims. The account named in
    the body must be the tenant's too, so that one account's request cannot be played to another tenant.
    """
    signature = request.headers.get(SIGNATURE_HEADER, "")
    if not signature:
        return None
    try:
        account = carrier_account(tenant_key)
    except UnknownTenant:
        return None
    if account is None or request.POST.get("AccountSid", "") != account.sid:
        return None
    url = settings.PUBLIC_BASE_URL.rstrip("/") + request.get_full_path()
    genuine = verify(url, request.POST, signature, account.auth_token, request.headers.get(SETTINGS_HEADER))
    return account if genuine else None
