"""`python -m billing.simulator`: run the stand-in on the loopback address."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from billing.simulator.server import open_world, serve


def main() -> None:
    """Read the command line and run until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m billing.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8020)
    parser.add_argument("--state", type=Path, required=True, help="directory that keeps everything")
    parser.add_argument("--webhook-url", default="", help="where events are posted")
    parser.add_argument("--webhook-secret", default="", help="whsec_… that signs them")
    parser.add_argument("--clock", choices=("real", "virtual"), default="real")
    asyncio.run(_run(parser.parse_args()))


async def _run(options: argparse.Namespace) -> None:
    world = open_world(
        options.state,
        virtual=options.clock == "virtual",
        webhook_url=options.webhook_url,
        webhook_secret=options.webhook_secret,
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    runner, port = await serve(world, "127.0.0.1", options.port, deliver=bool(options.webhook_url))
    sys.stdout.write(f"billing stand-in on http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    main()
