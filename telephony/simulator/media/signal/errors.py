"""The error numbers the Voice SDK knows."""

from telephony.simulator.ports import BadToken

EXPIRED_TOKEN = 20104
WRONG_ISSUER = 20103

AUTHENTICATION_FAILED = 31201
TOKEN_INVALID = 31204
TOKEN_EXPIRED = 31205
CONNECTION_DECLINED = 31002
CONNECTION_ERROR = 31005


def for_token(refusal: BadToken) -> dict[str, object]:
    """The `error` of a refused token, in the SDK's numbers."""
    code = {EXPIRED_TOKEN: TOKEN_EXPIRED, WRONG_ISSUER: AUTHENTICATION_FAILED}.get(
        refusal.code, TOKEN_INVALID
    )
    return {"code": code, "message": refusal.message}
