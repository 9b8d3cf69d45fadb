"""Accounts, sub-accounts and API keys, and who may act for whom."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from telephony.simulator.records.sids import new_sid, rfc2822
from telephony.simulator.records.store import Json, Store

PARENT_SID = "AC5ea711e0000000000000000000000001"
PARENT_TOKEN = "5ea711e00000000000000000000000aa"  # noqa: S105  # opens only this loopback stand-in
"""The account that exists from the start; `--account-sid` and `--auth-token` choose another."""


@dataclass(frozen=True)
class Principal:
    """Who made a request: an account by its token, or an API key of an account."""

    account_sid: str
    by_key: bool


def add_account(
    store: Store, *, name: str, owner: str | None, now: datetime, sid: str = "", token: str = ""
) -> Json:
    """Open an account; `owner` None means it is its own parent."""
    sid = sid or new_sid("AC")
    row = {
        "sid": sid,
        "auth_token": token or secrets.token_hex(16),
        "friendly_name": name,
        "owner_account_sid": owner or sid,
        "status": "active",
        "type": "Full",
        "date_created": rfc2822(now),
        "date_updated": rfc2822(now),
    }
    store.put("account", sid, sid, row)
    return row


def authenticate(store: Store, user: str, password: str) -> Principal | None:
    """Check basic credentials: account SID and auth token, or API key SID and secret."""
    account = store.get("account", user)
    if account is not None and secrets.compare_digest(str(account["auth_token"]), password):
        return Principal(user, by_key=False)
    key = store.get("key", user)
    if key is not None and secrets.compare_digest(str(key["secret"]), password):
        return Principal(str(key["account_sid"]), by_key=True)
    return None


def may_act(store: Store, who: Principal, account_sid: str) -> bool:
    """Tell whether the principal may use this account: itself, or a sub-account (never with a key)."""
    if who.account_sid == account_sid:
        return True
    account = store.get("account", account_sid)
    return account is not None and account["owner_account_sid"] == who.account_sid and not who.by_key


def token_of(store: Store, account_sid: str) -> str:
    """Return the auth token that signs this account's webhooks."""
    account = store.get("account", account_sid)
    return "" if account is None else str(account["auth_token"])


def is_active(store: Store, account_sid: str) -> bool:
    """Tell whether the account and its parent are active: a parent's suspension reaches all."""
    account = store.get("account", account_sid)
    if account is None or account["status"] != "active":
        return False
    owner = str(account["owner_account_sid"])
    return owner == account_sid or is_active(store, owner)
