"""What each node type does when a caller reaches it and when the caller, or a queue, answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from telephony.engine.commands import Enqueue, Hangup, Record
from telephony.engine.events import (
    CallerHungUp,
    Connected,
    FlowEvent,
    QueueExited,
    RecordingFinished,
)
from telephony.engine.flow import menu
from telephony.engine.flow.state import Outcome
from telephony.engine.flow.view import FlowBroken, Node, whole
from telephony.engine.flow.walk import Walk

# Both return the exit to take, or None when the node waits for something or has ended the flow.
Enter = Callable[[Node, Walk], str | None]
Answer = Callable[[Node, FlowEvent, Walk], str | None]


@dataclass(frozen=True, slots=True)
class NodeType:
    """How a node type behaves; a type without `answer` never waits."""

    enter: Enter
    answer: Answer | None = None


def _pass(node: Node, walk: Walk) -> str | None:
    return "next"


def _say(node: Node, walk: Walk) -> str | None:
    walk.commands += walk.view.say(node.params.get("text"), walk.ctx.language)
    return "next"


def _hours(node: Node, walk: Walk) -> str | None:
    table = walk.ctx.hours.get(str(node.params.get("schedule")))
    if table is None:
        raise FlowBroken("unknown_schedule")
    return table.status(walk.ctx.now).value


def _enqueue(node: Node, walk: Walk) -> str | None:
    queue = node.params.get("queue")
    if not isinstance(queue, str) or not queue:
        raise FlowBroken("unknown_queue")
    wait = node.params.get("max_wait")
    limit = None if wait is None else whole(wait, 600, 10, 14400)
    walk.commands.append(Enqueue(queue, whole(node.params.get("priority"), 0, 0, 9), limit))
    return None


def _left_queue(node: Node, event: FlowEvent, walk: Walk) -> str | None:
    if isinstance(event, Connected):
        walk.leave("connected")
        walk.done = Outcome.CONNECTED
        return None
    if isinstance(event, QueueExited):
        walk.vars[f"queue.{node.id}"] = event.reason.value
        return event.reason.value
    walk.count()
    return _enqueue(node, walk)  # anything else found the caller still in line


def _voicemail(node: Node, walk: Walk) -> str | None:
    walk.commands += walk.view.say(node.params.get("greeting"), walk.ctx.language)
    walk.commands.append(Record(max_s=whole(node.params.get("max_s"), 120, 5, 600)))
    return None


def _recorded(node: Node, event: FlowEvent, walk: Walk) -> str | None:
    spoken = event.duration_s if isinstance(event, RecordingFinished) else 0
    walk.vars[f"voicemail.{node.id}"] = str(spoken)
    return "done" if spoken >= whole(node.params.get("min_s"), 2, 0, 60) else "too_short"


def _hangup(node: Node, walk: Walk) -> str | None:
    walk.commands += walk.view.say(node.params.get("text"), walk.ctx.language)
    walk.commands.append(Hangup())
    walk.leave("end")
    walk.done = Outcome.HUNG_UP
    return None


TYPES: Mapping[str, NodeType] = {
    "start": NodeType(_pass),
    "say": NodeType(_say),
    "menu": NodeType(menu.ask, menu.heard),
    "hours": NodeType(_hours),
    "queue": NodeType(_enqueue, _left_queue),
    "voicemail": NodeType(_voicemail, _recorded),
    "hangup": NodeType(_hangup),
}


def heard_text(event: FlowEvent) -> str:
    """What an event says, for the trace."""
    match event:
        case QueueExited(reason):
            return reason.value
        case RecordingFinished(duration_s):
            return f"{duration_s} s"
        case CallerHungUp():
            return "hung up"
        case _:
            return menu.heard_text(event)
