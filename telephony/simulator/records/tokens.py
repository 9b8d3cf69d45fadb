"""Check of the access tokens with which the Voice SDK signs in."""

from datetime import UTC, datetime
from typing import Any

import jwt

from telephony.simulator.ports import BadToken, Token
from telephony.simulator.records.accounts import is_active
from telephony.simulator.records.store import Store


def check_token(store: Store, token: str, now: datetime) -> Token:
    """Verify signature, issuer, times and grants; raises BadToken with Twilio's code."""
    try:
        issuer = str(jwt.decode(token, options={"verify_signature": False}).get("iss", ""))
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as problem:
        raise BadToken(20101, f"Invalid Access Token: {problem}") from problem
    if header.get("cty") != "twilio-fpa;v=1":
        raise BadToken(20102, "Invalid Access Token header")
    key = store.get("key", issuer)
    if key is None:
        raise BadToken(20103, "Invalid Access Token issuer/subject")
    claims = _claims(token, str(key["secret"]))
    if claims.get("sub") != key["account_sid"] or not is_active(store, str(key["account_sid"])):
        raise BadToken(20103, "Invalid Access Token issuer/subject")
    expires = datetime.fromtimestamp(float(claims.get("exp", 0)), UTC)
    if expires <= now:
        raise BadToken(20104, "Access Token expired or expiration date invalid")
    return _token(claims, expires)


def _claims(token: str, secret: str) -> dict[str, Any]:
    # Times are compared with the simulator's clock, not the library's.
    options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False}
    try:
        claims: dict[str, Any] = jwt.decode(token, secret, algorithms=["HS256"], options=options)  # type: ignore[arg-type]
    except jwt.PyJWTError as problem:
        raise BadToken(20107, "Invalid Access Token signature") from problem
    return claims


def _token(claims: dict[str, Any], expires: datetime) -> Token:
    grants = claims.get("grants") or {}
    voice = grants.get("voice")
    identity = str(grants.get("identity") or "")
    if not isinstance(voice, dict) or not identity:
        raise BadToken(20106, "Invalid Access Token grants")
    outgoing = voice.get("outgoing") or {}
    return Token(
        account_sid=str(claims["sub"]),
        identity=identity,
        application_sid=str(outgoing.get("application_sid") or ""),
        incoming=bool((voice.get("incoming") or {}).get("allow")),
        params={str(k): str(v) for k, v in (outgoing.get("params") or {}).items()},
        expires_at=expires,
    )
