"""The signature check, against signatures made by Twilio's SDK and by hand from its description."""

import base64
import hashlib
import hmac
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import HMAC_SHA256, RequestValidator

from telephony.carriers.twilio.sign import verify

TOKEN = "0123456789abcdef0123456789abcdef"
URL = "https://desk.example/hooks/voice/t_abc/answer?call=1"
FORM = {"CallSid": "CA1", "From": "+12125550111", "Digits": ""}


def by_hand(url: str, form: dict[str, str], token: str) -> str:
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def test_a_right_signature_is_accepted() -> None:
    assert verify(URL, FORM, by_hand(URL, FORM, TOKEN), TOKEN)


@pytest.mark.parametrize(
    ("url", "form", "token"),
    [
        (URL + "2", FORM, TOKEN),
        (URL.replace("t_abc", "t_xyz"), FORM, TOKEN),
        (URL.replace("https", "http"), FORM, TOKEN),
        (URL, FORM | {"Digits": "1"}, TOKEN),
        (URL, FORM | {"Extra": "1"}, TOKEN),
        (URL, {}, TOKEN),
        (URL, FORM, TOKEN[::-1]),
    ],
)
def test_one_difference_and_it_is_refused(url: str, form: dict[str, str], token: str) -> None:
    assert not verify(url, form, by_hand(URL, FORM, TOKEN), token)


@pytest.mark.parametrize(
    ("signed", "asked"),
    [
        ("https://desk.example:443/x", "https://desk.example/x"),
        ("https://desk.example/x", "https://desk.example:443/x"),
        ("http://desk.example:80/x", "http://desk.example/x"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
    ],
)
def test_the_port_may_be_written_or_not(signed: str, asked: str) -> None:
    assert verify(asked, FORM, by_hand(signed, FORM, TOKEN), TOKEN)


def test_the_empty_secret_and_the_empty_signature_are_never_right() -> None:
    assert not verify(URL, FORM, by_hand(URL, FORM, ""), "")
    assert not verify(URL, FORM, "", TOKEN)


def test_a_shared_key_signs_with_sha256() -> None:
    header = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    signature = RequestValidator(TOKEN).compute_signature(URL, FORM, HMAC_SHA256)
    assert verify(URL, FORM, signature, TOKEN, header)
    assert not verify(URL, FORM, signature, TOKEN)
    assert not verify(URL, FORM, signature, TOKEN, "key=k,algorithm=MD5")


def test_a_json_body_is_bound_by_its_hash() -> None:
    body = '{"a": 1}'
    url = f"{URL}&bodySHA256={hashlib.sha256(body.encode()).hexdigest()}"
    signature = by_hand(url, {}, TOKEN)
    assert verify(url, body, signature, TOKEN)
    assert not verify(url, body + " ", signature, TOKEN)


def test_an_address_that_cannot_be_read_is_refused() -> None:
    assert not verify("https://desk.example:port/x", FORM, "x", TOKEN)


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=12), max_size=6), st.text(max_size=10)
)
def test_what_is_signed_is_accepted_whatever_it_says(form: dict[str, str], query: str) -> None:
    url = f"https://desk.example/hooks?q={quote(query)}"
    assert verify(url, form, RequestValidator(TOKEN).compute_signature(url, form), TOKEN)
