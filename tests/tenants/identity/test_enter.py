"""The one-time address after sign-up."""

from urllib.parse import urlsplit

from django.test import Client

from infra.kit import clock as clocks
from infra.kit.clock import FixedClock
from tenants.identity.links import enter_url
from tests.tenants.people import member


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_it_signs_in_once(acme: str, clock: FixedClock) -> None:
    user = member(acme)
    url = enter_url(tenant_key=acme, user_id=user.pk, now=clocks.now())
    assert url.startswith("http://acme.localhost:8000/enter?ticket=")
    client = Client(HTTP_HOST="acme.localhost")
    assert client.get(_path(url)).headers["Location"] == "/"
    assert client.get("/api/v1/me").status_code == 200
    second = Client(HTTP_HOST="acme.localhost")
    assert second.get(_path(url)).headers["Location"] == "/login?reason=bad_ticket"
    assert second.get("/api/v1/me").status_code == 401


def test_it_opens_neither_another_company_nor_after_its_time(
    acme: str, globex: str, clock: FixedClock
) -> None:
    user = member(acme)
    url = enter_url(tenant_key=acme, user_id=user.pk, now=clocks.now())
    stranger = Client(HTTP_HOST="globex.localhost")
    assert "bad_ticket" in stranger.get(_path(url)).headers["Location"]
    clock.advance(31 * 60)
    late = Client(HTTP_HOST="acme.localhost")
    assert "bad_ticket" in late.get(_path(url)).headers["Location"]
