"""The flow as a graph: who leads where, what can be reached, which nodes form loops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

WAITS = frozenset({"menu", "queue", "voicemail"})
ENDS = frozenset({"hangup", "queue", "voicemail"})
HUMAN = frozenset({"queue", "voicemail"})

_EXITS: Mapping[str, tuple[str, ...]] = {
    "start": ("next",),
    "say": ("next",),
    "hours": ("open", "closed", "holiday"),
    "queue": ("timeout", "overflow", "no_agents", "closed"),
    "voicemail": ("done", "too_short"),
    "hangup": (),
}

Edges = Mapping[str, tuple[str, ...]]


def required_exits(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The exits a node must have connected, in the order they are shown."""
    if node["type"] != "menu":
        return _EXITS[node["type"]]
    chosen = dict.fromkeys(option["exit"] for option in node["params"]["options"])
    return (*chosen, *(name for name in ("no_input", "no_match") if name not in chosen))


def edges(nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Node id to the ids its exits lead to; only exits that exist and lead somewhere."""
    found = {}
    for node_id, node in nodes.items():
        targets = (node["exits"].get(name) for name in required_exits(node))
        found[node_id] = tuple(dict.fromkeys(t for t in targets if isinstance(t, str) and t in nodes))
    return found


def reachable(starts: Iterable[str], links: Edges) -> set[str]:
    """Everything that can be reached from the starts, themselves included."""
    seen: set[str] = set()
    todo = [start for start in starts if start in links]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += links[here]
    return seen


def reversed_edges(links: Edges) -> dict[str, tuple[str, ...]]:
    """The same graph with every link turned round."""
    back: dict[str, list[str]] = {node: [] for node in links}
    for node, targets in links.items():
        for target in targets:
            back[target].append(node)
    return {node: tuple(sources) for node, sources in back.items()}


def without(links: Edges, drop: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """The graph without the nodes that `drop` names."""
    return {
        node: tuple(target for target in targets if not drop(target))
        for node, targets in links.items()
        if not drop(node)
    }


def loops(links: Edges) -> list[tuple[str, ...]]:
    """The groups of nodes that lead back to themselves, each in the graph's own order.

    Two passes (Kosaraju), without recursion, so a long flow cannot exhaust the stack.
    """
    back = reversed_edges(links)
    owner: dict[str, str] = {}
    for node in reversed(_finished(links)):
        if node not in owner:
            _claim(node, back, owner)
    groups: dict[str, list[str]] = {}
    for node in links:
        groups.setdefault(owner[node], []).append(node)
    return [tuple(group) for group in groups.values() if len(group) > 1 or group[0] in links[group[0]]]


def _finished(links: Edges) -> list[str]:
    """Nodes in the order a depth-first walk leaves them."""
    order: list[str] = []
    seen: set[str] = set()
    for root in links:
        todo = [(root, False)]
        while todo:
            node, leaving = todo.pop()
            if leaving:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                todo.append((node, True))
                todo += [(target, False) for target in reversed(links[node])]
    return order


def _claim(root: str, back: Edges, owner: dict[str, str]) -> None:
    todo = [root]
    while todo:
        node = todo.pop()
        if node not in owner:
            owner[node] = root
            todo += back[node]
