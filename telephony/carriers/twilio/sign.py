"""Is this webhook really from the carrier? Twilio's own SDK decides, after a look at the usual case."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sized

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
    if settings_header is None and _is_usual(url, params, signature, auth_token):
        return True
    validator = RequestValidator(auth_token)
    try:
        return bool(validator.validate(url, params, signature, get_signature_algorithm(settings_header)))
    except ValueError:  # a URL that cannot be parsed, such as one with a port that is no number
        return False


def _is_usual(url: str, params: Mapping[str, str] | str, signature: str, auth_token: str) -> bool:
    """HMAC-SHA1 of the URL as it stands and a form without repeated names.

    Every caller waits for this; the SDK parses the URL and makes four signatures. A "no" is left to it.
    Source: Twilio, "Security", "Validating requests are coming from Twilio".
    """
    if isinstance(params, str) or any(len(values) != 1 for _, values in _lists(params)):
        return False
    signed = url + "".join([name + params[name] for name in sorted(params)])
    made = b64encode(hmac.digest(auth_token.encode(), signed.encode(), "sha1")).decode()
    return hmac.compare_digest(made.encode(), signature.encode())


def _lists(params: Mapping[str, str]) -> Iterable[tuple[str, Sized]]:
    """Each name with all its values; a plain mapping has one each."""
    lists = getattr(params, "lists", None)
    return lists() if lists else ((name, (value,)) for name, value in params.items())
