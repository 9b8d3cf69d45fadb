"""`expand[]`: replace ids by the objects they name, along dotted paths."""

from collections.abc import Callable
from typing import Any

from billing.simulator.problems import bad
from billing.simulator.store import Json
from billing.simulator.world import World

Includable = Callable[[World, Json], Any]
INCLUDABLE: dict[tuple[str, str], Includable] = {}


def expand(world: World, shown: Json, paths: list[Any]) -> Json:
    """Expand each path in place; a path that names nothing expandable is refused."""
    for path in paths:
        _along(world, shown, str(path).split("."), str(path))
    return shown


def _along(world: World, at: Any, parts: list[str], path: str) -> None:
    if isinstance(at, list):
        for entry in at:
            _along(world, entry, parts, path)
        return
    if not isinstance(at, dict) or not parts:
        return
    name, rest = parts[0], parts[1:]
    if name not in at and (at.get("object"), name) in INCLUDABLE:
        at[name] = INCLUDABLE[at["object"], name](world, at)
    if name not in at:
        raise bad(f"This property cannot be expanded ({path}).", "expand")
    if isinstance(at[name], str):
        found = world.store.get(at[name])
        if found is None:
            raise bad(f"This property cannot be expanded ({path}).", "expand")
        at[name] = world.view(found[1])
    _along(world, at[name], rest, path)
