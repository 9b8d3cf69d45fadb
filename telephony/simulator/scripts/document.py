"""Reading a script.

A script is a YAML document::

    name: A caller chooses sales and hangs up
    values:                        # defaults for ${NAME}; the runner may give others
      NUMBER: "+14156550100"
    people:
      - name: customer
        phone: "+12125550111"      # a telephone (dials from here, takes calls here) ...
        steps:
          - at: 0                  # seconds since the start
          - dial: "${NUMBER}"
          - until: {heard: Welcome, within: 10}
          - press: "1"
          - say: I need an invoice # speech, as text
          - wait: 5                # seconds
          - expect: {status: in-progress, heard: sales}
          - hang_up
      - name: anna
        client: t_acme.7           # ... or a browser's device, registered as client:t_acme.7
        account: "${ACCOUNT}"
        answers: true              # picks up by itself (the default)
        steps:
          - connect: {application: "${APPLICATION}", params: {handling: "42"}}
          - answer                 # picks up what rings (with answers: false)
    expect:
      - {person: customer, status: completed, duration: [5, 20], queue_result: hangup}
      - {person: customer, not_heard: error}
      - {sum: calls, is: 2}
      - {sum: minutes, is: 2}

Steps of one person run in order, people run side by side, all by the simulator's clock. `duration` is in
seconds: one number, or [least, most]. `queue_result` is that of the person's last stay in a queue.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

STEPS = frozenset({"at", "wait", "dial", "connect", "answer", "press", "say", "hang_up", "until", "expect"})
CLAIMS = frozenset({"status", "heard", "not_heard", "queue_result", "duration"})


class BadScript(ValueError):
    """The script cannot be understood; the text says where and why."""


@dataclass(frozen=True)
class Step:
    """One thing to do, and with what."""

    do: str
    value: Any = None


@dataclass(frozen=True)
class Role:
    """One person of a script."""

    name: str
    phone: str
    client: str
    account: str
    answers: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Script:
    """A whole script."""

    name: str
    people: tuple[Role, ...]
    expect: tuple[dict[str, Any], ...] = field(default=())


def read(text: str, values: dict[str, str] | None = None) -> Script:
    """Parse a script with its values filled in; raises BadScript."""
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise BadScript(f"not YAML: {problem}") from problem
    if not isinstance(raw, dict) or not isinstance(raw.get("people"), list):
        raise BadScript("a script is a mapping with `name` and a list `people`")
    known = {str(name): str(value) for name, value in (raw.get("values") or {}).items()} | (values or {})
    filled = _fill(raw, known)
    people = tuple(_role(person) for person in filled["people"])
    expect = tuple(_expectation(item, {role.name for role in people}) for item in filled.get("expect") or [])
    return Script(str(filled.get("name", "script")), people, expect)


def _fill(node: Any, values: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {name: _fill(value, values) for name, value in node.items() if name != "values"}
    if isinstance(node, list):
        return [_fill(item, values) for item in node]
    if not isinstance(node, str):
        return node

    def value(found: "re.Match[str]") -> str:
        if found[1] not in values:
            raise BadScript(f"${{{found[1]}}} has no value; add it under `values` or give it to the runner")
        return values[found[1]]

    return re.sub(r"\$\{(\w+)\}", value, node)


def _role(raw: Any) -> Role:
    if not isinstance(raw, dict) or "name" not in raw or ("phone" in raw) == ("client" in raw):
        raise BadScript(f"a person needs a `name` and either `phone` or `client`: {raw!r}")
    if "client" in raw and "account" not in raw:
        raise BadScript(f"{raw['name']}: a client needs its `account`")
    steps = tuple(_step(str(raw["name"]), step) for step in raw.get("steps") or [])
    return Role(
        name=str(raw["name"]),
        phone=str(raw.get("phone", "")),
        client=str(raw.get("client", "")),
        account=str(raw.get("account", "")),
        answers=bool(raw.get("answers", True)),
        steps=steps,
    )


def _step(who: str, raw: Any) -> Step:
    do, value = (
        (raw, None)
        if isinstance(raw, str)
        else next(iter(raw.items()))
        if isinstance(raw, dict)
        else ("", None)
    )
    if do not in STEPS or (isinstance(raw, dict) and len(raw) != 1):
        raise BadScript(f"{who}: {raw!r} is not a step; use one of {', '.join(sorted(STEPS))}")
    if do in ("expect", "until"):
        unknown = set(value or {}) - CLAIMS - {"within"}
        if unknown:
            raise BadScript(
                f"{who}: cannot expect {', '.join(sorted(unknown))}; use {', '.join(sorted(CLAIMS))}"
            )
    return Step(str(do), value)


def _expectation(raw: Any, people: set[str]) -> dict[str, Any]:
    if not isinstance(raw, dict) or ("person" in raw) == ("sum" in raw):
        raise BadScript(f"an expectation names a `person` or a `sum`: {raw!r}")
    if "person" in raw and raw["person"] not in people:
        raise BadScript(f"there is no person {raw['person']!r}")
    unknown = set(raw) - CLAIMS - {"person", "sum", "is"}
    if unknown:
        raise BadScript(f"cannot expect {', '.join(sorted(unknown))}")
    return raw
