"""receive_call for the usual case: decided on what is remembered, written in one round trip if that holds."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from infra.base.postgres.round_trip import Value
from infra.kit.ids import uuid7
from infra.kit.phones import BadNumber, normalise
from telephony.engine.commands import Command
from telephony.engine.events import CallArrived
from telephony.engine.flow import FlowContext
from telephony.models import Call
from telephony.services.arrival_sql import ARRIVAL
from telephony.services.receive_call import answered_call
from telephony.services.remembered_lines import RememberedLine
from telephony.services.walk_flow import begin_in_memory
from tenants.directory.at_once import at_once


class _NotLookedUp(Mapping[str, str]):
    """Stands for the contact, whom only the database knows; notes when a flow wants to know."""

    def __init__(self) -> None:
        self.asked = False

    def __getitem__(self, name: str) -> str:
        self.asked = True
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        self.asked = True
        return iter(())

    def __len__(self) -> int:
        self.asked = True
        return 0


@dataclass(frozen=True, slots=True)
class Begun:
    """A call that stands in memory, and what its caller hears when it has been stored."""

    line: RememberedLine
    arrived: CallArrived
    call: Call
    commands: tuple[Command, ...]


def begin_at_once(line: RememberedLine, arrived: CallArrived, *, now: datetime) -> Begun | None:
    """The beginning of the call; None when its flow needs more than is remembered, such as a queue."""
    call = answered_call(arrived, line.version, None, now)
    contact = _NotLookedUp()
    ctx = FlowContext(now=now, language=call.language, hours=line.hours, contact=contact)
    commands = begin_in_memory(call, ctx)
    return None if commands is None or contact.asked else Begun(line, arrived, call, commands)


def store_at_once(begun: Begun, delivery: Mapping[str, str], *, now: datetime) -> bool:
    """Store the call, its contact, leg and first event, and the answered delivery; all of it or nothing.

    `delivery` has the values of infra.base.inbox.INSERT_ANSWERED. False, Stale and every DatabaseError mean
    that nothing was stored and receive_call must work the arrival: something has changed, or it is known.
    """
    call, line = begun.call, begun.line
    values: dict[str, Value] = {
        **delivery,
        "now": now,
        "tenant_key": line.account.tenant_key,
        "e164": _number_of(begun.arrived.caller),
        "contact_id": str(uuid7()),
        "version_id": str(line.version.pk),
        "version_sha256": line.version.sha256,
        "hours_stamp": line.hours_stamp,
        "call_id": str(call.pk),
        "call_ref": call.carrier_sid,
        "from_number": call.from_number,
        "to_number": call.to_number,
        "called": begun.arrived.called,
        "state": str(call.state),
        "language": call.language,
        "flow_state": json.dumps(call.flow_state),
        "menu_path": json.dumps(call.path),
    }
    return at_once(line.account, ARRIVAL, values) is not None


def _number_of(caller: str) -> str | None:
    try:
        return normalise(caller)
    except BadNumber:
        return None
