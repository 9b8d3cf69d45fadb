"""What `make run` says when everything works: where, with which log-in, and what to try first."""

import json
from importlib import import_module
from importlib.util import find_spec

from infra.dev import places
from infra.dev.addresses import port
from infra.kit.phones import display


def lines() -> list[str]:
    """The greeting; log-ins come from infra.dev.demo.constants, so that they are written down once."""
    web = f"localhost:{port('SEATLINE_PORT')}"
    carrier, billing = port("SEATLINE_CARRIER_PORT"), port("SEATLINE_BILLING_PORT")
    return [
        "",
        "Seatline runs. Ctrl-C stops it.",
        "",
        f"  Sign up a company      http://{web}/",
        *_demo(web),
        f"  A telephone to call in http://localhost:{carrier}/phone",
        f"  Payment stand-in       http://localhost:{billing}/",
        f"  API description        http://{web}/api/docs",
        "",
        *_try_first(web, f"http://localhost:{carrier}/phone"),
        "",
    ]


def _try_first(web: str, phone: str) -> list[str]:
    if not _has_demo():
        return ["Try first: sign up a company, then call its number from the telephone page."]
    acme = import_module("infra.dev.demo.constants").ACME
    number = display(numbers()[acme.slug]) if acme.slug in numbers() else "the company's number"
    return [
        f"Try first: sign in at http://{acme.slug}.{web}/ as {acme.agents[0].email} and become available.",
        f"Then call {number} ({acme.name}) from {phone}, press 2, and answer the call",
        "in the console. The browser will ask for the microphone.",
    ]


def numbers() -> dict[str, str]:
    """The demo companies' numbers by slug, as the demo left them; empty when it never did."""
    try:
        found = json.loads(places.demo_file().read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _has_demo() -> bool:
    return bool(find_spec("infra.dev.demo") and find_spec("infra.dev.demo.constants"))


def _demo(web: str) -> list[str]:
    if not _has_demo():
        return []
    shown: list[str] = import_module("infra.dev.demo.constants").greeting(web)
    return shown
