"""Signing in happens at a company's own address and only for its members."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.tenants.people import PASSWORD, member

LOGIN = "/_allauth/browser/v1/auth/login"
SESSION = "/_allauth/browser/v1/auth/session"


def _sign_in(host: str, email: str, password: str = PASSWORD) -> tuple[Client, int, str]:
    client = Client(HTTP_HOST=host)
    answer = client.post(LOGIN, {"email": email, "password": password}, content_type="application/json")
    return client, answer.status_code, answer.content.decode()


def test_a_member_signs_in_and_sees_who_they_are(acme: str) -> None:
    user = member(acme, "agent", name="Ann Field")
    client, status, _ = _sign_in("acme.localhost", user.email)
    assert status == 200
    me = client.get("/api/v1/me").json()
    assert me["user"]["name"] == "Ann Field"
    assert me["tenant"]["slug"] == "acme"
    assert me["role"] == "agent"
    assert client.get(SESSION).json()["meta"]["is_authenticated"] is True


def test_the_session_cookie_is_for_this_host_only(acme: str) -> None:
    client, _, _ = _sign_in("acme.localhost", member(acme).email)
    cookie = client.cookies["sessionid"]
    assert cookie["domain"] == ""
    assert cookie["httponly"]


def test_a_member_of_another_company_is_refused_with_a_sentence(acme: str, globex: str) -> None:
    user = member(globex)
    client, status, text = _sign_in("acme.localhost", user.email)
    assert status == 400
    assert "not a member of Acme" in text
    assert client.get("/api/v1/me").status_code == 401


def test_a_session_of_one_company_opens_nothing_in_another(acme: str, globex: str) -> None:
    client, _, _ = _sign_in("acme.localhost", member(acme).email)
    answer = client.get("/api/v1/me", HTTP_HOST="globex.localhost")
    assert answer.status_code == 403
    assert answer.json()["code"] == "not_a_member"


def test_the_public_address_signs_nobody_in(acme: str) -> None:
    _, status, text = _sign_in("localhost", member(acme).email)
    assert status == 400
    assert "your own company" in text


def test_a_wrong_password_is_refused(acme: str) -> None:
    _, status, _ = _sign_in("acme.localhost", member(acme).email, "something else")
    assert status == 400


def test_nobody_signs_up_through_the_library(acme: str) -> None:
    client = Client(HTTP_HOST="acme.localhost")
    body = {"email": "new@acme.example", "password": PASSWORD}
    answer = client.post("/_allauth/browser/v1/auth/signup", body, content_type="application/json")
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["nobody.localhost", "acme.localhost.localhost"])
def test_an_unknown_host_says_so(db: None, host: str) -> None:
    answer = Client(HTTP_HOST=host).get("/api/v1/me")
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_host"
    page = Client(HTTP_HOST=host).get("/")
    assert page.status_code == 404
    assert "There is no company" in page.content.decode()


@pytest.mark.parametrize(
    ("browser", "words"), [("zh-CN,zh;q=0.9", "没有对应的公司"), ("fr", "There is no company at")]
)
def test_the_page_of_an_unknown_host_speaks_the_browsers_language_and_leads_on(
    db: None, browser: str, words: str
) -> None:
    page = Client(HTTP_HOST="acme-typo.localhost", headers={"Accept-Language": browser}).get("/desk")
    shown = page.content.decode()
    assert page.status_code == 404
    assert words in shown
    assert 'href="http://localhost:8000/signin"' in shown
    assert "<style" not in shown
    assert "style=" not in shown
    style = finders.find("directory/unknown_host.css")
    assert style is not None
    assert "/static/directory/unknown_host.css" in shown


def test_the_profiles_language_wins(acme: str) -> None:
    client, _, _ = _sign_in("acme.localhost", member(acme, locale="zh-hans").email)
    answer = client.get("/api/v1/me", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.headers["Content-Language"] == "zh-hans"
