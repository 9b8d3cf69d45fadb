"""The linter against vectors that the browser's linter is held to as well."""

import json
from pathlib import Path
from typing import Any

import pytest

from telephony.engine import flow as flows
from telephony.engine.flow import Refs, default_flow, lint
from telephony.engine.flow.lint import MAX_NODES

VECTORS = sorted((Path(flows.__file__).parent / "testvectors").glob("*.json"))
REFS = Refs(frozenset({"1", "2"}), frozenset({"7"}))


@pytest.mark.parametrize("path", VECTORS, ids=[path.stem for path in VECTORS])
def test_vector(path: Path) -> None:
    vector: dict[str, Any] = json.loads(path.read_text())
    refs = Refs(*(frozenset(vector["refs"][name]) for name in ("queues", "hours")))
    found = [problem.to_json() for problem in lint(vector["flow"], refs)]
    seen = [{name: each[name] for name in ("code", "level", "pointer", "node")} for each in found]
    assert sorted(map(str, seen)) == sorted(map(str, vector["expected"]))
    assert all(each["message"].endswith((".", "。")) for each in found)


def test_every_code_has_a_vector() -> None:
    seen = {each["code"] for path in VECTORS for each in json.loads(path.read_text())["expected"]}
    assert seen == {
        "schema_invalid", "duplicate_id", "no_start", "many_starts", "missing_exit", "dangling_exit",
        "unreachable", "no_way_to_end", "loop_without_input", "loop_unbounded", "no_human", "dup_digit",
        "dup_phrase", "prefix_clash", "ref_missing", "lang_missing", "menu_too_long",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-CN", "fr"])
def test_the_flow_a_company_starts_with_has_no_problem(language: str) -> None:
    flow = default_flow("Acme {company} <b>", language, {"sales": 1, "support": 2}, 7, "Hello.", "Closed.")
    assert lint(flow, REFS) == []
    assert flow["default_lang"] == ("zh-CN" if language == "zh-CN" else "en")


def test_a_flow_may_not_grow_without_end() -> None:
    flow = default_flow("Acme", "en", {"sales": 1, "support": 2}, 7)
    extra = [
        {"id": f"n{n}", "type": "say", "params": {"text": {}}, "exits": {"next": f"n{n + 1}"}}
        for n in range(MAX_NODES)
    ]
    flow["nodes"] += [*extra, {"id": f"n{MAX_NODES}", "type": "hangup", "params": {}, "exits": {}}]
    assert [p.code for p in lint(flow, REFS) if p.level == "error"] == ["too_many_nodes"]


def test_errors_come_first() -> None:
    flow = default_flow("Acme", "en", {"sales": 1, "support": 99}, 7)
    flow["nodes"][2]["params"]["text"].pop("zh-CN")
    levels = [problem.level for problem in lint(flow, REFS)]
    assert levels == sorted(levels)
    assert {"error", "warning"} == set(levels)


def test_a_very_long_flow_is_walked_without_recursion() -> None:
    nodes: list[dict[str, Any]] = [{"id": "start", "type": "start", "params": {}, "exits": {"next": "n0"}}]
    nodes += [
        {"id": f"n{n}", "type": "say", "params": {"text": {}}, "exits": {"next": f"n{n + 1}"}}
        for n in range(5000)
    ]
    nodes.append({"id": "n5000", "type": "say", "params": {"text": {}}, "exits": {"next": "n0"}})
    flow = {**default_flow("A", "en", {"sales": 1, "support": 2}, 7), "nodes": nodes, "on_error": None}
    assert "loop_without_input" in [problem.code for problem in lint(flow, REFS)]
