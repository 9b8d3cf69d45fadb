"""The token that lets an agent's browser register and dial."""

from __future__ import annotations

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

LONGEST_S = 24 * 3600


def voice_token(*, account: str, key: str, secret: str, application: str, identity: str, ttl_s: int) -> str:
    """A JWT for `identity`, valid for `ttl_s` seconds (at most a day), that can only dial `application`."""
    token = AccessToken(account, key, secret, identity=identity, ttl=min(max(ttl_s, 60), LONGEST_S))
    token.add_grant(VoiceGrant(outgoing_application_sid=application, incoming_allow=True))
    return str(token.to_jwt())
