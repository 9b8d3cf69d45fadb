"""The agent desk as a pure reducer: a snapshot and the next numbered message give the next snapshot."""

from collections.abc import Mapping
from typing import Any

Snapshot = Mapping[str, Any]


class Gap(ValueError):
    """A message is missing between the snapshot and this one: fetch the snapshot again."""


def apply(snapshot: Snapshot, message: Mapping[str, Any]) -> dict[str, Any]:
    """The snapshot after `message`; an old or repeated message changes nothing. Raises Gap."""
    seq, before = int(message["seq"]), int(snapshot["seq"])
    if seq <= before:
        return dict(snapshot)
    if seq > before + 1:
        raise Gap(f"The desk is at {before} and the next message is {seq}.")
    return {**snapshot, **message["set"], "seq": seq}
