"""The bytes of the measured requests; the signature is computed here, apart from the code that checks it."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote_plus

from infra.bench.client import Load


@dataclass(frozen=True)
class Company:
    """What a signed webhook needs to know of a company."""

    key: str
    number: str
    account_sid: str
    auth_token: str


def signature(url: str, form: Mapping[str, str], token: str) -> str:
    """The carrier's signature of a form post: HMAC-SHA1 over the URL and the sorted names and values.

    Source: Twilio, "Security", "Validating requests are coming from Twilio"."""
    signed = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def _post(path: str, form: Mapping[str, str], headers: Mapping[str, str], host: str) -> bytes:
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in form.items())
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/x-www-form-urlencoded"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def bare(host: str) -> Load:
    """A plain post to the view that makes one insert."""
    request = _post("/hooks/bench/bare", {"word": "one"}, {}, host)
    return Load("bare view, one insert", lambda: request)


def short(host: str) -> Load:
    """The same view before all middleware."""
    request = _post("/hooks/bench/short", {"word": "one"}, {}, host)
    return Load("bare view, no middleware", lambda: request)


def answer(companies: Sequence[Company], base_url: str, host: str) -> Load:
    """A new call each time, to each company in turn, from one of a thousand callers of each."""
    numbers = count(1)

    def next_request() -> bytes:
        number = next(numbers)
        company = companies[number % len(companies)]
        caller = f"+1212555{number // len(companies) % 1000 + 1000:04d}"
        path = f"/hooks/voice/{company.key}/answer"
        form = {
            "AccountSid": company.account_sid,
            "ApiVersion": "2010-04-01",
            "CallSid": f"CA{number:032x}",
            "CallStatus": "ringing",
            "Called": company.number,
            "Caller": caller,
            "Direction": "inbound",
            "From": caller,
            "FromCountry": "US",
            "To": company.number,
            "ToCountry": "US",
        }
        headers = {
            "X-Twilio-Signature": signature(f"{base_url}{path}", form, company.auth_token),
            "I-Twilio-Idempotency-Token": f"{number:032x}",
        }
        return _post(path, form, headers, host)

    return Load("inbound voice webhook", next_request)
