"""The environment of a development machine: ports, the stand-ins' addresses and the embedded services."""

import os

from infra.config import development
from infra.dev import places

PORTS = {"SEATLINE_PORT": 8000, "SEATLINE_CARRIER_PORT": 8010, "SEATLINE_BILLING_PORT": 8020}
CARRIER_ACCOUNT_SID = "AC00000000000000000000000000000001"


def port(name: str) -> int:
    """The port a variable of PORTS names, or its usual one.

    Raises SystemExit with a sentence when the variable is no port number."""
    value = os.environ.get(name) or str(PORTS[name])
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise SystemExit(f"{name} is {value!r}, which is not a port: give a number from 1 to 65535.")
    return int(value)


def _services(urls: places.Urls) -> dict[str, str]:
    found: dict[str, str] = {}
    if not os.environ.get("DATABASE_URL"):
        found |= {
            "DATABASE_URL": urls.database,
            "MIGRATOR_DATABASE_URL": urls.migrator,
            "BOOTSTRAP_DATABASE_URL": urls.bootstrap,
        }
    if not os.environ.get("REDIS_URL"):
        found["REDIS_URL"] = urls.redis
    return found


def _stand_ins() -> dict[str, str]:
    web, carrier, billing = (port(name) for name in PORTS)
    return {
        "PUBLIC_BASE_URL": f"http://localhost:{web}",
        "PUBLIC_DOMAIN": "localhost",
        "CARRIER_API_BASE": f"http://127.0.0.1:{carrier}",
        "CARRIER_SIGNALLING": f"localhost:{carrier}",
        "CARRIER_SIGNALLING_INSECURE": "1",
        "CARRIER_PHONE_URL": f"http://localhost:{carrier}/phone",
        "CARRIER_ACCOUNT_SID": CARRIER_ACCOUNT_SID,
        "CARRIER_AUTH_TOKEN": development.DEVELOPMENT_CARRIER_TOKEN,
        "RECONCILE_EVERY_S": "20",
        "STRIPE_API_BASE": f"http://127.0.0.1:{billing}",
        "STRIPE_API_KEY": development.DEVELOPMENT_STRIPE_KEY,
        "STRIPE_WEBHOOK_SECRET": development.DEVELOPMENT_STRIPE_WEBHOOK_SECRET,
    }


def environment() -> dict[str, str]:
    """Every variable development needs; those set by the user win over these."""
    return {**_stand_ins(), **_services(places.urls(places.default_state()))}


def test_environment() -> dict[str, str]:
    """The same for tests, on services of their own."""
    return {**_stand_ins(), **_services(places.urls(places.test_state()))}
