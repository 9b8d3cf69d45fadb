"""Production starts with real secrets only, and says in one sentence what is missing."""

import os
import subprocess
import sys

import pytest

from infra.config import development
from infra.config.refusal import REQUIRED, reason

GOOD = {
    "SECRET_KEY": "s" * 50,
    "FIELD_KEYS": "k1,k2",
    "DATABASE_URL": "postgresql://seatline_app@db/seatline",
    "REDIS_URL": "redis://cache/0",
    "PUBLIC_BASE_URL": "https://seatline.example",
    "PUBLIC_DOMAIN": "seatline.example",
    "CARRIER_ACCOUNT_SID": "AC1",
    "CARRIER_AUTH_TOKEN": "t1",
    "STRIPE_API_KEY": "sk_live_1",
    "STRIPE_WEBHOOK_SECRET": "whsec_1",
}


def test_starts_with_secrets_of_its_own() -> None:
    assert reason(GOOD) is None


@pytest.mark.parametrize("name", REQUIRED)
def test_names_what_is_missing(name: str) -> None:
    assert reason({**GOOD, name: ""}) == f"set {name} in the environment"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", development.DEVELOPMENT_SECRET_KEY),
        ("FIELD_KEYS", f"of-our-own, {development.DEVELOPMENT_FIELD_KEY}"),
        ("CARRIER_AUTH_TOKEN", development.DEVELOPMENT_CARRIER_TOKEN),
        ("STRIPE_API_KEY", development.DEVELOPMENT_STRIPE_KEY),
        ("STRIPE_WEBHOOK_SECRET", development.DEVELOPMENT_STRIPE_WEBHOOK_SECRET),
    ],
)
def test_refuses_development_secrets(name: str, value: str) -> None:
    assert reason({**GOOD, name: value}) == (
        f"give {name} a value of your own instead of the development one"
    )


def test_refuses_what_only_development_may_do() -> None:
    assert "SECRET_KEY" in str(reason({**GOOD, "SECRET_KEY": "short"}))
    assert "CARRIER_SIGNALLING_INSECURE" in str(reason({**GOOD, "CARRIER_SIGNALLING_INSECURE": "1"}))
    assert "https://" in str(reason({**GOOD, "PUBLIC_BASE_URL": "http://seatline.example"}))


def _import_settings(**variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", "import infra.config.settings.prod as s; print(s.SESSION_COOKIE_SECURE)"]
    return subprocess.run(command, env={**kept, **variables}, capture_output=True, text=True, check=False)


def test_the_process_ends_with_one_sentence_and_no_traceback() -> None:
    refused = _import_settings(**{**GOOD, "STRIPE_API_KEY": ""})
    assert refused.returncode == 1
    assert refused.stderr == (
        "Seatline does not start in production: set STRIPE_API_KEY in the environment.\n"
    )


def test_the_same_process_starts_when_nothing_is_missing() -> None:
    assert _import_settings(**GOOD).stdout == "True\n"
