"""Open the tenant's own account with the carrier; may be run again from any point."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from infra.base import audit
from telephony.carriers import access
from telephony.engine.ports import SubAccount
from tenants.directory import facade as directory


def open_carrier_account(key: str, now: datetime) -> None:
    """Make sure the tenant has a sub-account, an application its browsers dial, and a key for tokens.

    What is there already is found by name and kept, and every part is stored as soon as it exists, so a
    run after a crash makes nothing twice. Raises CarrierRefused, CarrierBusy or CarrierUnknown.
    """
    name = f"seatline-{key}"
    credentials = directory.carrier_account(key) or _new_account(key, name)
    account = access.account_provisioning(credentials)
    application = account.ensure_application(name, access.links(key))
    if application != credentials.application_sid:
        credentials = replace(credentials, application_sid=application)
        directory.save_carrier_account(key, credentials)
    if not credentials.api_key_secret:
        made = account.create_key(name)
        credentials = replace(credentials, api_key_sid=made.key_ref, api_key_secret=made.secret)
        directory.save_carrier_account(key, credentials)
        audit.record(
            tenant_key=key, actor="system", action="carrier_account.opened", subject=credentials.sid, now=now
        )


def _new_account(key: str, name: str) -> directory.CarrierCredentials:
    parent = access.parent_provisioning()
    account: SubAccount = parent.find_subaccount(name) or parent.create_subaccount(name)
    credentials = directory.CarrierCredentials(sid=account.account_ref, auth_token=account.auth_token)
    directory.save_carrier_account(key, credentials)
    return credentials
