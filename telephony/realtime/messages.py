"""The typed, numbered messages of the desk socket."""

from typing import Any, Literal, TypedDict

DeskMessageType = Literal[
    "offer.made",
    "offer.accepted",
    "offer.over",
    "call.changed",
    "call.ended",
    "hold.failed",
    "resume.failed",
    "wrapup.over",
    "status.changed",
    "queues.changed",
]


class DeskMessage(TypedDict):
    """One change of a desk: `set` replaces the named top-level keys of the snapshot."""

    v: Literal[1]
    seq: int
    type: DeskMessageType
    set: dict[str, Any]


class Ping(TypedDict):
    """The server asks whether the page is alive; `t` comes back in the pong.

    `seq` is a number the desk has surely reached: a page that is behind it fetches its snapshot again.
    `delayed` says that messages and background work do not get through now; only pings tell then.
    """

    type: Literal["ping"]
    t: str
    seq: int
    delayed: bool


def desk_message(seq: int, kind: DeskMessageType, changes: dict[str, Any]) -> DeskMessage:
    """A message of protocol version 1."""
    return {"v": 1, "seq": seq, "type": kind, "set": changes}
