"""Hypothesis strategies: flows of every shape, mostly well connected, and answers a caller may give."""

from typing import Any

from hypothesis import strategies as st

from telephony.engine.events import (
    CallerHungUp,
    Connected,
    DigitsPressed,
    FlowContinued,
    FlowEvent,
    NoInput,
    QueueExit,
    QueueExited,
    RecordingFinished,
    SpeechHeard,
)
from telephony.engine.flow.graph import required_exits

QUEUES, HOURS = ("1", "2"), ("1", "2")
texts = st.dictionaries(st.sampled_from(["en", "zh-CN"]), st.text(max_size=12), max_size=2)


def _menu() -> st.SearchStrategy[dict[str, Any]]:
    keys = st.lists(st.sampled_from("0123456789*"), min_size=1, max_size=5, unique=True)
    return st.builds(
        lambda digits, prompt, retries, mode, again: {
            "prompt": prompt,
            "no_match_prompt": again,
            "retries": retries,
            "mode": mode,
            "options": [
                {"exit": f"to{number}", "digits": digit, "phrases": [f"word {digit}"]}
                for number, digit in enumerate(digits)
            ],
        },
        keys,
        texts,
        st.integers(0, 5),
        st.sampled_from(["dtmf", "speech", "both"]),
        texts,
    )


PARAMS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "say": st.builds(lambda text: {"text": text}, texts),
    "menu": _menu(),
    "hours": st.builds(lambda schedule: {"schedule": schedule}, st.sampled_from(HOURS)),
    "queue": st.builds(lambda queue: {"queue": queue}, st.sampled_from(QUEUES)),
    "voicemail": st.builds(lambda text, most: {"greeting": text, "max_s": most}, texts, st.integers(5, 600)),
    "hangup": st.builds(lambda text: {"text": text}, texts),
}


@st.composite
def flows(draw: st.DrawFn) -> dict[str, Any]:
    """A flow/1 whose exits all lead somewhere; it may still loop or never end."""
    kinds = draw(st.lists(st.sampled_from(sorted(PARAMS)), min_size=1, max_size=12))
    ids = [f"n{number}" for number in range(len(kinds))]
    nodes: list[dict[str, Any]] = [{"id": "start", "type": "start", "params": {}, "exits": {"next": ids[0]}}]
    for node_id, kind in zip(ids, kinds, strict=True):
        node = {"id": node_id, "type": kind, "params": draw(PARAMS[kind]), "exits": {}}
        node["exits"] = {name: draw(st.sampled_from(ids)) for name in required_exits(node)}
        nodes.append(node)
    return {
        "schema": "flow/1",
        "channel": "voice",
        "default_lang": "en",
        "langs": ["en", "zh-CN"],
        "start": "start",
        "on_error": draw(st.sampled_from([None, *ids])),
        "limits": {"steps": draw(st.integers(20, 500))},
        "nodes": nodes,
    }


answers: st.SearchStrategy[FlowEvent] = st.one_of(
    st.builds(DigitsPressed, st.text("0123456789*#", max_size=3)),
    st.builds(SpeechHeard, st.sampled_from(["", "word 1", "I want word 2, please", "nonsense", "三"])),
    st.just(NoInput()),
    st.just(FlowContinued()),
    st.builds(QueueExited, st.sampled_from(QueueExit)),
    st.just(Connected()),
    st.builds(RecordingFinished, st.integers(0, 200)),
    st.just(CallerHungUp()),
)

# Anything JSON can hold, for what must survive nonsense.
json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["id", "type", "params", "exits", "nodes", "start", "node", "trace", "vars", "x"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)
