"""Everything that is wrong with a flow before a caller finds out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from telephony.engine.flow import graph, lint_content
from telephony.engine.flow.conform import escape, findings
from telephony.engine.flow.problem import Problem, Refs
from telephony.engine.flow.schema import FLOW_SCHEMA

MAX_NODES = 250


def lint(flow: object, refs: Refs) -> list[Problem]:
    """The problems of a flow, errors first. Errors block publishing, warnings do not.

    The later rules need a flow of the right shape, so a flow that is not gets only `schema_invalid`.
    """
    shape = [Problem("schema_invalid", "error", at, _owner(flow, at), text)
             for at, text in findings(flow, FLOW_SCHEMA)]  # fmt: skip
    if shape or not isinstance(flow, Mapping):
        return shape
    found = [*_identity(flow), *_exits(flow), *lint_content.problems(flow, refs)]
    if not any(problem.code == "duplicate_id" for problem in found):
        found += _paths(flow)
    return sorted(found, key=lambda problem: problem.level != "error")


def _owner(flow: object, pointer: str) -> str:
    """The id of the node a pointer leads into, "" when it leads elsewhere."""
    parts = pointer.split("/")
    if isinstance(flow, Mapping) and len(parts) > 2 and parts[1] == "nodes":
        node = flow["nodes"][int(parts[2])]
        node_id = node.get("id") if isinstance(node, Mapping) else None
        return node_id if isinstance(node_id, str) else ""
    return ""


def _identity(flow: Mapping[str, Any]) -> Iterator[Problem]:
    nodes = flow["nodes"]
    if len(nodes) > MAX_NODES:
        yield Problem("too_many_nodes", "error", "/nodes", "", f"Keep a flow to {MAX_NODES} steps.")
    seen: set[str] = set()
    for number, node in enumerate(nodes):
        if node["id"] in seen:
            text = f"Another step is called “{node['id']}” too. Rename one of them."
            yield Problem("duplicate_id", "error", f"/nodes/{number}/id", node["id"], text)
        seen.add(node["id"])
    starts = [(n, node) for n, node in enumerate(nodes) if node["type"] == "start"]
    if flow["start"] not in {node["id"] for _, node in starts}:
        text = "Add a start step: calls do not know where to begin."
        yield Problem("no_start", "error", "/start", "", text)
    for number, node in starts[1:]:
        text = "Keep only one start step."
        yield Problem("many_starts", "error", f"/nodes/{number}", node["id"], text)


def _exits(flow: Mapping[str, Any]) -> Iterator[Problem]:
    ids = {node["id"] for node in flow["nodes"]}
    on_error = flow.get("on_error")
    if on_error is not None and on_error not in ids:
        text = "The step for errors does not exist. Choose another one."
        yield Problem("dangling_exit", "error", "/on_error", "", text)
    for number, node in enumerate(flow["nodes"]):
        at = f"/nodes/{number}/exits"
        for name in graph.required_exits(node):
            if node["exits"].get(name) is None:
                text = f"Connect the exit “{name}” of this step."
                yield Problem("missing_exit", "error", f"{at}/{escape(name)}", node["id"], text)
        for name, target in node["exits"].items():
            if target is not None and target not in ids:
                text = f"The exit “{name}” leads to a step that does not exist. Connect it again."
                yield Problem("dangling_exit", "error", f"{at}/{escape(name)}", node["id"], text)


def _paths(flow: Mapping[str, Any]) -> Iterator[Problem]:
    nodes = {node["id"]: node for node in flow["nodes"]}
    at = {node["id"]: f"/nodes/{number}" for number, node in enumerate(flow["nodes"])}
    links = graph.edges(nodes)
    on_error = flow.get("on_error")
    alive = graph.reachable([flow["start"], *([on_error] if on_error else [])], links)
    back = graph.reversed_edges(links)
    ending = graph.reachable([n for n in nodes if nodes[n]["type"] in graph.ENDS], back)
    human = graph.reachable([n for n in nodes if nodes[n]["type"] in graph.HUMAN], back)
    for node in nodes:
        if node not in alive:
            yield Problem("unreachable", "warning", at[node], node, "No call can get to this step.")
        elif node not in ending:
            text = "From here a call can never end. Lead it to a queue, voicemail or hang-up."
            yield Problem("no_way_to_end", "error", at[node], node, text)
    yield from _loops(nodes, at, links, human)
    if flow["start"] in nodes and flow["start"] not in human:
        text = "No path leads to a person: add a queue or voicemail."
        yield Problem("no_human", "warning", at[flow["start"]], flow["start"], text)


def _loops(
    nodes: Mapping[str, Any], at: Mapping[str, str], links: graph.Edges, human: set[str]
) -> Iterator[Problem]:
    dry = graph.without(links, lambda node: nodes[node]["type"] in graph.WAITS)
    for loop in graph.loops(dry):
        text = "These steps repeat without asking the caller anything. Put a menu into the loop."
        yield Problem("loop_without_input", "error", at[loop[0]], loop[0], text)
    for loop in graph.loops(links):
        waits = any(nodes[node]["type"] in graph.WAITS for node in loop)
        if waits and not human.intersection(loop):
            text = "A caller can go round here for ever. Add a way to a queue or voicemail."
            yield Problem("loop_unbounded", "warning", at[loop[0]], loop[0], text)
