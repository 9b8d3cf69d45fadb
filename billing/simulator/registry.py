"""Which function answers which method and path, and which parameters it knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from billing.simulator.form import Params
from billing.simulator.problems import StripeRefusal, bad
from billing.simulator.world import World

Handler = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Route:
    """One verb of the API."""

    method: str
    pattern: re.Pattern[str]
    known: frozenset[str]
    handler: Handler


_routes: list[Route] = []


def route(method: str, path: str, known: str = "") -> Callable[[Handler], Handler]:
    """Register `handler(world, params, *ids)`; `{}` in the path is an id, `known` the parameters it takes."""
    pattern = re.compile("^" + path.replace("{}", "([^/]+)") + "$")

    def keep(handler: Handler) -> Handler:
        _routes.append(Route(method, pattern, frozenset(known.split()) | {"expand"}, handler))
        return handler

    return keep


def answer(world: World, method: str, path: str, params: Params) -> dict[str, Any]:
    """Find the route and run it; unknown paths and unknown parameters are refused as Stripe refuses them."""
    for one in _routes:
        match = one.pattern.match(path)
        if one.method == method and match:
            _refuse_unknown(params, one.known)
            return one.handler(world, params, *match.groups())
    raise StripeRefusal(f"Unrecognized request URL ({method}: {path}).", status=404, code="url_invalid")


def _refuse_unknown(params: Params, known: frozenset[str]) -> None:
    for name in params:
        if name not in known:
            raise bad(f"Received unknown parameter: {name}", name, "parameter_unknown")
