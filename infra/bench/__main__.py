"""`make bench`: the inbound voice webhook and a bare view in alternating slices on one server."""

import argparse
import os
import sys
from importlib import import_module

from django import setup

from infra.bench import client, report, requests, server
from infra.bench.client import Load, Slice
from infra.dev import addresses, places, services
from infra.dev.account import ServiceProblem
from infra.dev.run import plan, ports
from infra.dev.run.children import ChildDied, Children
from infra.dev.setup.progress import say
from infra.kit import clock

SLICES = 6
SLICE_S = 2.0
WARM_UP_S = 2.0
# More than one, because a database connection that changes tenants has more to do.
COMPANIES = 8


def measure(loads: list[Load], port: int, slices: int) -> dict[str, report.Figures]:
    """Each load in turn, so that whatever else the machine does meets all of them alike."""
    found: dict[str, list[Slice]] = {load.name: [] for load in loads}
    for load in loads:
        client.measure(load, port, WARM_UP_S)
    for number in range(slices):
        for load in loads:
            found[load.name].append(client.measure(load, port, SLICE_S))
            say(f"  slice {number + 1} of {slices}, {load.name}: {found[load.name][-1].rate:.0f} requests/s")
    return {name: report.figures(slices) for name, slices in found.items()}


def _environment() -> int:
    """Point this process and its children at a state of their own; returns the web server's port."""
    web = server.free_port()
    os.environ["SEATLINE_STATE"] = str(places.default_state() / "bench")
    os.environ |= {"SEATLINE_PORT": str(web), "SEATLINE_CARRIER_PORT": str(server.free_port())}
    os.environ["DJANGO_SETTINGS_MODULE"] = "infra.bench.settings"
    os.environ |= addresses.environment()
    return web


def _run(web: int, children: Children, slices: int) -> dict[str, report.Figures]:
    state = places.default_state()
    say("· Starting the services and the stand-in for the telephone network …")
    services.start(state)
    carrier = plan.stand_ins(state)[0]
    children.start(carrier)
    if not children.wait_for(lambda: ports.answers(carrier.port or 0), 60):
        raise ChildDied(f"The stand-in does not answer; see {children.log_of(carrier)}.")
    setup()
    say(f"· Making {COMPANIES} companies with a number each …")
    # It imports models, which exist only after setup().
    made: list[requests.Company] = import_module("infra.bench.company").make(COMPANIES, clock.now())
    say(f"· Measuring: {client.CONNECTIONS} connections, client and server on this machine …")
    host = f"localhost:{web}"
    with server.serving(children, web):
        loads = [requests.short(host), requests.bare(host), requests.answer(made, f"http://{host}", host)]
        return measure(loads, web, slices)


def main() -> int:
    """Print the figures; 1 and a sentence when something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--slices", type=int, default=SLICES, help=f"of {SLICE_S:.0f} s each, per kind of request"
    )
    slices = parser.parse_args().slices
    web = _environment()
    state = places.default_state()
    children = Children(state / "logs", state / "children.json", places.PROJECT_DIR, os.environ)
    try:
        found = _run(web, children, slices)
    except (ChildDied, ServiceProblem, client.BadAnswer) as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        children.stop()
        services.remove(state)
    print("\n".join(report.lines(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
