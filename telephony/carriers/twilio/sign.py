"""Is this webhook really from the carrier? Twilio's own SDK decides."""

from __future__ import annotations

from collections.abc import Mapping

from twilio.request_validator import RequestValidator, get_signature_algorithm

SIGNATURE_HEADER = "X-Twilio-Signature"
SETTINGS_HEADER = "X-Twilio-Webhooks-Signature-Settings"


def verify(
    url: str,
    params: Mapping[str, str] | str,
    signature: str,
    auth_token: str,
    settings_header: str | None = None,
) -> bool:
    """True when `signature` was made for this URL and body with this secret.

    `url` is the public URL as the carrier was given it, with its query and without a fragment; `params`
    the form (a QueryDict keeps repeated names), or the raw body of a JSON request. `settings_header`
    names the algorithm when the carrier signs with a shared key. The SDK tries the URL with and without
    the standard port. Empty secrets and signatures are never right.
    """
    if not auth_token or not signature:
        return False
    validator = RequestValidator(auth_token)
    try:
        return bool(validator.validate(url, params, signature, get_signature_algorithm(settings_header)))
    except ValueError:  # a URL that cannot be parsed, such as one with a port that is no number
        return False
