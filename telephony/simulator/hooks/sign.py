"""X-Twilio-Signature, computed by hand from Twilio's description of it."""

import base64
import hashlib
import hmac


def signature(url: str, params: dict[str, str], auth_token: str) -> str:
    """Sign a webhook: base64(HMAC-SHA1(token, URL + name + value of each POST parameter, sorted by name))."""
    text = url + "".join(name + params[name] for name in sorted(params))
    digest = hmac.new(auth_token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
