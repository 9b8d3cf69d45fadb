"""The carrier of a tenant, with its own account's credentials, and the addresses it calls back at."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from infra.base.problems import Refusal
from telephony.carriers.twilio.client import TwilioCarrier
from telephony.carriers.twilio.links import RETRIES, Links
from telephony.carriers.twilio.provisioning import TwilioProvisioning
from tenants.directory import facade as directory


class NoCarrierAccount(Refusal):
    """The tenant's account with the carrier was not opened yet."""

    code = "carrier_account_missing"
    status = 409
    detail = (
        "Your telephone account is still being opened. Look at the set-up page and try again in a minute."
    )


@dataclass(frozen=True, slots=True)
class _Parent:
    """Our own account, under which tenants' accounts are opened."""

    sid: str
    auth_token: str
    api_key_sid: str = ""
    api_key_secret: str = ""
    application_sid: str = ""


def carrier(tenant_key: str) -> TwilioCarrier:
    """Commands in the tenant's account; raises NoCarrierAccount. Call outside in_tenant."""
    return TwilioCarrier(_credentials(tenant_key), settings.CARRIER_API_BASE)


def provisioning(tenant_key: str) -> TwilioProvisioning:
    """Numbers of the tenant's account; raises NoCarrierAccount. Call outside in_tenant."""
    return TwilioProvisioning(_credentials(tenant_key), settings.CARRIER_API_BASE)


def parent_provisioning() -> TwilioProvisioning:
    """Opens accounts; searches numbers for people who have none yet."""
    parent = _Parent(settings.CARRIER_ACCOUNT_SID, settings.CARRIER_AUTH_TOKEN)
    return TwilioProvisioning(parent, settings.CARRIER_API_BASE)


def account_provisioning(credentials: directory.CarrierCredentials) -> TwilioProvisioning:
    """Work in an account whose credentials are at hand."""
    return TwilioProvisioning(credentials, settings.CARRIER_API_BASE)


def links(tenant_key: str, call_id: str = "") -> Links:
    """The addresses of a tenant's webhooks, or of one call's."""
    return Links(settings.PUBLIC_BASE_URL.rstrip("/"), tenant_key, call_id, RETRIES)


def _credentials(tenant_key: str) -> directory.CarrierCredentials:
    credentials = directory.carrier_account(tenant_key)
    if credentials is None:
        raise NoCarrierAccount
    return credentials
