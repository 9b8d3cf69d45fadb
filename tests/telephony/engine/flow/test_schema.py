"""Our reading of the schema against the jsonschema library's."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from telephony.engine.flow import FLOW_SCHEMA, default_flow
from telephony.engine.flow.conform import findings
from tests.telephony.engine.flow.generate import flows, json_values

JUDGE = Draft202012Validator(FLOW_SCHEMA)


def agree(value: Any) -> None:
    assert (not list(findings(value, FLOW_SCHEMA))) == JUDGE.is_valid(value)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(FLOW_SCHEMA)
    assert JUDGE.is_valid(default_flow("Acme", "en", {"sales": 1, "support": 2}, 7))


@given(flows())
def test_flows_conform(flow: dict[str, Any]) -> None:
    assert JUDGE.is_valid(flow)
    agree(flow)


@settings(max_examples=300)
@given(flows(), st.data())
def test_one_damaged_place_is_found_by_both(flow: dict[str, Any], data: st.DataObject) -> None:
    place: Any = flow
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        place = inner
    place[key] = data.draw(json_values)
    agree(flow)
    if isinstance(place, dict):
        place["surprise"] = 1
        agree(flow)


@given(json_values)
def test_anything_at_all(value: Any) -> None:
    agree(value)
