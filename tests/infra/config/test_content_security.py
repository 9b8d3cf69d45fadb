"""Pages may talk to themselves and to the carrier in use, and to nobody else."""

from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse

from infra.config.content_security import PolicyMiddleware, policy


def test_the_stand_in_is_named_only_when_it_is_used() -> None:
    real, stand_in = (policy(signalling, True)["DIRECTIVES"] for signalling in ("", "localhost:8010"))
    assert "ws://localhost:8010" in stand_in["connect-src"]
    assert not [source for source in stand_in["connect-src"] if "twilio" in source]
    assert "wss://*.twilio.com" in real["connect-src"]
    assert not [source for source in real["connect-src"] if "localhost" in source]


def _sent(path: str) -> str:
    request = HttpRequest()
    request.path = path
    middleware = PolicyMiddleware(lambda asked: HttpResponse(str(getattr(asked, "csp_nonce"))))  # noqa: B009
    response = middleware(request)
    assert isinstance(response, HttpResponse)
    return response.headers["Content-Security-Policy"]


def test_no_page_but_the_back_office_may_run_inline_code() -> None:
    assert "unsafe" not in _sent("/desk")
    assert "unsafe" not in _sent("/administrators")
    assert "'unsafe-eval'" in _sent("/admin/directory/")
    assert "script-src 'self' 'nonce-" in _sent("/api/docs")
    assert "frame-ancestors 'none'" in _sent("/admin/directory/")


def test_every_page_gets_a_nonce_of_its_own() -> None:
    first, second = _sent("/desk"), _sent("/desk")
    assert "'nonce-" in first
    assert first != second


def test_the_policy_is_one_django_csp_understands() -> None:
    assert "default-src 'none'" in build_policy(config=policy("", False)["DIRECTIVES"])
