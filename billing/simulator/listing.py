"""Cursor lists in Stripe's form."""

from billing.simulator.form import Params, group, integer, text
from billing.simulator.problems import bad, missing
from billing.simulator.store import Json
from billing.simulator.world import World

PAGING = "limit starting_after ending_before created"


def listed(world: World, params: Params, url: str, found: list[Json]) -> Json:
    """One page of `found` (newest first), as views."""
    limit = integer(params, "limit", 10) or 10
    if not 1 <= limit <= 100:
        raise bad("Invalid limit: must be between 1 and 100", "limit")
    kept = [one for one in found if _in_range(params, one)]
    page, more = _page(params, kept, limit)
    return {"object": "list", "data": [world.view(one) for one in page], "has_more": more, "url": url}


def _in_range(params: Params, one: Json) -> bool:
    if isinstance(params.get("created"), str):
        return bool(one["created"] == integer(params, "created"))
    limits = group(params, "created")
    at = one.get("created", 0)
    return bool(
        at >= (integer(limits, "gte", at) or 0)
        and at <= (integer(limits, "lte", at) or 0)
        and at > (integer(limits, "gt", at - 1) or 0)
        and at < (integer(limits, "lt", at + 1) or 0)
    )


def _page(params: Params, found: list[Json], limit: int) -> tuple[list[Json], bool]:
    after, before = text(params, "starting_after"), text(params, "ending_before")
    if after:
        rest = found[_position(found, after) + 1 :]
        return rest[:limit], len(rest) > limit
    if before:
        rest = found[: _position(found, before)]
        return rest[-limit:], len(rest) > limit
    return found[:limit], len(found) > limit


def _position(found: list[Json], identifier: str) -> int:
    for at, one in enumerate(found):
        if one["id"] == identifier:
            return at
    raise missing("object", identifier, "starting_after")
