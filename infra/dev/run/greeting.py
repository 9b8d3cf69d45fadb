"""What `make run` says when everything works: where, with which log-in, and what to try first."""

from importlib import import_module
from importlib.util import find_spec

from infra.dev.addresses import port


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
        "Try first: sign in as the agent, become available, call the company's number from the telephone",
        "page, press 2, and answer the call in the console. The browser will ask for the microphone.",
        "",
    ]


def _demo(web: str) -> list[str]:
    if not (find_spec("infra.dev.demo") and find_spec("infra.dev.demo.constants")):
        return []
    shown: list[str] = import_module("infra.dev.demo.constants").greeting(web)
    return shown
