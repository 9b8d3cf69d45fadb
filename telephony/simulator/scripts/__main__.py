"""`python -m telephony.simulator.scripts FILE --base URL [--set NAME=VALUE ...]` performs a script."""

import argparse
import asyncio
import sys
from pathlib import Path

import aiohttp


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="telephony.simulator.scripts", description="Perform a script.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", default="http://127.0.0.1:8010", help="address of the simulator")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="value of ${NAME}")
    return parser.parse_args()


async def _perform(asked: argparse.Namespace) -> int:
    values = dict(pair.split("=", 1) for pair in asked.set)
    body = {"yaml": asked.file.read_text(encoding="utf-8"), "values": values}
    timeout = aiohttp.ClientTimeout(total=3600)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(f"{asked.base}/control/scripts", json=body) as answer,
    ):
        report = await answer.json()
    if "error" in report:
        sys.stderr.write(f"{report['error']}\n")
        return 2
    for name, person in report["people"].items():
        sys.stdout.write(f"{name}: {person['status']}, {person['duration']} s, heard: {person['heard']}\n")
    for failure in report["failures"]:
        sys.stdout.write(f"FAILED {failure}\n")
    sys.stdout.write(f"{report['name']}: {'passed' if report['passed'] else 'failed'}\n")
    return 0 if report["passed"] else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(_perform(_arguments())))
