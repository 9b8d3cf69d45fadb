"""Take a call one step through its flow and do what the step asks of our side."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from telephony.engine.commands import Command, Enqueue, Record
from telephony.engine.events import FlowEvent, QueueExited
from telephony.engine.flow import FlowContext, FlowState, Step, begin, step
from telephony.engine.lifecycle import CallMove
from telephony.engine.queueing import BadHours, HoursTable
from telephony.models import BusinessHours, Call
from telephony.services.enqueue import enqueue, why_not
from telephony.services.move_call import move_call


class StoredHours(Mapping[str, HoursTable]):
    """The tenant's schedules by id as text, read when a flow first asks for one."""

    @cached_property
    def _tables(self) -> dict[str, HoursTable]:
        return {str(row.pk): table for row in BusinessHours.objects.all() if (table := _table(row))}

    def __getitem__(self, key: str) -> HoursTable:
        return self._tables[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _table(row: BusinessHours) -> HoursTable | None:
    try:
        return HoursTable.from_json(row.timezone, row.weekly, row.closures)
    except BadHours:
        return None  # the flow's error path answers; one bad schedule must not cost other calls theirs


def begin_flow(call: Call, *, now: datetime) -> tuple[Command, ...]:
    """Start the flow of a new call, in memory; save the call, then let `start_waiting` have the commands."""
    ctx = _context(call, now)
    return _settle(call, begin(_content(call), ctx), ctx)


def begin_in_memory(call: Call, ctx: FlowContext) -> tuple[Command, ...] | None:
    """As begin_flow without a look into the database; None when the flow comes to a queue and needs one."""
    taken = begin(_content(call), ctx)
    waits = any(isinstance(command, Enqueue) for command in taken.commands)
    return None if waits else _settle(call, taken, ctx)


def step_flow(call: Call, event: FlowEvent, *, now: datetime) -> tuple[Command, ...]:
    """Go on with the locked call's flow after `event`; the call is saved here."""
    ctx = _context(call, now)
    taken = step(_content(call), FlowState.from_json(call.flow_state), event, ctx)
    commands = _settle(call, taken, ctx)
    call.save(update_fields=["state", "flow_state", "path", "changed_at"])
    start_waiting(call, commands, now=now)
    return commands


def start_waiting(call: Call, commands: tuple[Command, ...], *, now: datetime) -> None:
    """Put the saved call into the queue the commands name, if they name one."""
    for command in commands:
        if isinstance(command, Enqueue):
            enqueue(call, command, now=now)


def _context(call: Call, now: datetime) -> FlowContext:
    contact = {"name": call.caller_name, "number": call.from_number}
    return FlowContext(now=now, language=call.language, hours=StoredHours(), contact=contact)


def _content(call: Call) -> Any:
    return call.flow_version.content if call.flow_version else {}


def _settle(call: Call, taken: Step, ctx: FlowContext) -> tuple[Command, ...]:
    """Note in the call where the flow stands; a queue that takes nobody now sends the flow on at once."""
    commands: list[Command] = []
    while (refused := _refusal(taken, ctx.now)) is not None:
        commands += [command for command in taken.commands if not isinstance(command, Enqueue)]
        taken = step(_content(call), taken.state, refused, ctx)
    commands += taken.commands
    if any(isinstance(command, Record) for command in taken.commands):
        move_call(call, CallMove.VOICEMAIL_STARTED, now=ctx.now)
    call.flow_state = taken.state.to_json()
    call.path = menu_path(_content(call), taken.state)
    call.changed_at = ctx.now
    return tuple(commands)


def _refusal(taken: Step, now: datetime) -> QueueExited | None:
    for command in taken.commands:
        if isinstance(command, Enqueue):
            reason = why_not(int(command.queue_id), now=now)
            return QueueExited(reason) if reason else None
    return None


def menu_path(content: Mapping[str, Any], state: FlowState) -> list[dict[str, str]]:
    """The menu choices a caller made, as {"label", "digits"}, in order."""
    nodes = {node.get("id"): node for node in content.get("nodes", ()) if node.get("type") == "menu"}
    chosen = []
    for entry in state.trace:
        options = nodes.get(entry.node, {}).get("params", {}).get("options", ())
        chosen += [
            {"label": option.get("label", entry.exit), "digits": option.get("digits", "")}
            for option in options
            if option.get("exit") == entry.exit
        ]
    return chosen


def close_trace(call: Call, event: FlowEvent, *, now: datetime) -> None:
    """Let the flow know how the call ended, in memory, so that the trace has a last line."""
    state = FlowState.from_json(call.flow_state)
    if state.done is None and state.node:
        ended = step(_content(call), state, event, _context(call, now))
        call.flow_state = ended.state.to_json()
