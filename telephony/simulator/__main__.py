"""`python -m telephony.simulator --port 8010 --state DIR [--clock real|virtual] [--no-audio]`."""

import argparse
import logging
import os
from pathlib import Path

from aiohttp import web

from telephony.simulator.app import Options, build_app
from telephony.simulator.clock import RealClock, VirtualClock
from telephony.simulator.records.accounts import PARENT_SID, PARENT_TOKEN


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="telephony.simulator", description="A small Twilio on the wire.")
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--state", type=Path, default=None, help="folder that survives restarts")
    parser.add_argument("--clock", choices=("real", "virtual"), default="real")
    parser.add_argument("--tls-port", type=int, default=0, help="also wss:// with a self-signed certificate")
    parser.add_argument("--no-audio", action="store_true")
    parser.add_argument("--cps", type=float, default=1.0, help="outgoing API calls a second and account")
    parser.add_argument("--account-sid", default=os.environ.get("CARRIER_ACCOUNT_SID") or PARENT_SID)
    parser.add_argument("--auth-token", default=os.environ.get("CARRIER_AUTH_TOKEN") or PARENT_TOKEN)
    return parser.parse_args()


def main() -> None:
    """Serve on loopback until interrupted."""
    asked = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s carrier %(levelname)s %(message)s")
    options = Options(
        clock=RealClock() if asked.clock == "real" else VirtualClock(),
        state=asked.state,
        audio=not asked.no_audio,
        tls_port=asked.tls_port,
        account_sid=asked.account_sid,
        auth_token=asked.auth_token,
        base_url=f"http://127.0.0.1:{asked.port}",
        calls_per_second=asked.cps,
    )

    async def start() -> web.Application:
        return build_app(options)

    def say_ready(banner: str) -> None:
        logging.getLogger("telephony.simulator").info("listening on %s", options.base_url)

    web.run_app(start(), host="127.0.0.1", port=asked.port, print=say_ready, access_log=None)


if __name__ == "__main__":
    main()
