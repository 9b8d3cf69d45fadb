"""Addresses of the browser's application get its page, and nothing else does."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation
from pytest_django.fixtures import Settings

from infra.config import pages
from tenants.identity.models import User


@pytest.mark.parametrize("path", ["/", "/desk", "/reports/queues", "/signup", "/apiary", "/wsdl"])
def test_the_application_answers_its_own_addresses(path: str) -> None:
    assert resolve(path).func is pages.console


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/hooks/voice/nothing", "/static/x.js", "/ws/nothing", "/api"]
)
def test_a_mistyped_interface_address_is_no_page(path: str) -> None:
    with pytest.raises(Resolver404):
        resolve(path)


def test_an_unbuilt_console_says_what_to_do(settings: Settings, tmp_path: Path) -> None:
    settings.FRONTEND_MANIFEST = tmp_path / "manifest.json"
    answer = Client().get("/desk", headers={"host": "localhost"})
    assert answer.status_code == 503
    assert "run make setup" in answer.content.decode()


def test_the_probe_answers_on_any_host() -> None:
    assert Client().get("/healthz", headers={"host": "localhost"}).status_code == 200


@pytest.mark.parametrize(
    ("browser", "locale"), [("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"), ("en-GB", "en"), ("fr", "en")]
)
def test_a_stranger_sees_the_browsers_language_and_a_member_the_own(browser: str, locale: str) -> None:
    stranger = RequestFactory(headers={"Accept-Language": browser}).get("/login")
    stranger.user = AnonymousUser()
    member = RequestFactory(headers={"Accept-Language": browser}).get("/login")
    member.user = User(email="li@globex.example", locale="zh-hans")
    with translation.override(translation.get_language_from_request(stranger)):
        assert pages.boot_of(stranger)["locale"] == locale
        assert pages.boot_of(member)["locale"] == "zh-hans"
