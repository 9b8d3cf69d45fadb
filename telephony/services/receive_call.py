"""A call arrives: find who calls and which flow answers, and begin it."""

from datetime import datetime

from django.db.models import Exists

from infra.kit.phones import BadNumber, normalise
from telephony.engine.commands import Command, Hangup
from telephony.engine.events import CallArrived, FlowContinued
from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, FlowVersion, Leg, NumberRoute
from telephony.services.continue_flow import continue_flow
from telephony.services.move_call import move_call, note_event
from telephony.services.phrases import both, language_for
from telephony.services.walk_flow import begin_flow, start_waiting
from tenants.crm.facade import ContactCard, contact_for_number


def receive_call(*, arrived: CallArrived, now: datetime) -> tuple[Command, ...]:
    """What the caller hears first. A call we know already (the carrier asks again) goes on where it is."""
    version, known = _look_up(arrived)
    if known:
        return continue_flow(call_ref=arrived.call_ref, event=FlowContinued(), now=now)
    if version is None:
        return (*both("unknown_number"), Hangup())
    call = new_call(arrived, version, now)
    commands = begin_flow(call, now=now)
    save_new(call)
    note_event(call.pk, "call.arrived", at=now, number=arrived.called, flow_version=version.number)
    start_waiting(call, commands, now=now)
    return commands


def _look_up(arrived: CallArrived) -> tuple[FlowVersion | None, bool]:
    """The version that answers the number, and in the same look whether the call is known already."""
    known = Exists(Call.objects.filter(carrier_sid=arrived.call_ref))
    routes = NumberRoute.objects.select_related("flow__live_version").annotate(known=known)
    route = routes.filter(e164=arrived.called).first()
    return (route.flow.live_version, route.known) if route else (None, False)


def version_of(number: str) -> FlowVersion | None:
    """The published version that answers the number, E.164; None for one that is not in service."""
    route = NumberRoute.objects.select_related("flow__live_version").filter(e164=number).first()
    return route.flow.live_version if route else None


def save_new(call: Call) -> None:
    """Store a call of this moment, with its caller's leg."""
    call.save(force_insert=True)
    Leg.objects.create(call=call, kind="caller", carrier_sid=call.carrier_sid, started_at=call.started_at)


def new_call(arrived: CallArrived, version: FlowVersion | None, now: datetime) -> Call:
    """An answered call in memory, with the contact who calls; without a version no flow will take it on."""
    return answered_call(arrived, version, _contact(arrived.caller, now), now)


def answered_call(
    arrived: CallArrived, version: FlowVersion | None, contact: ContactCard | None, now: datetime
) -> Call:
    """An answered call in memory, for which nothing was looked up."""
    content = version.content if version else {}
    spoken = tuple(content.get("langs", ()))
    call = Call(
        carrier_sid=arrived.call_ref,
        from_number=arrived.caller[:40],
        to_number=arrived.called[:40],
        contact_id=contact.id if contact else None,
        caller_name=contact.name if contact else "",
        caller_is_new=contact.created if contact else True,
        state=CallState.NEW,
        language=language_for(arrived.caller, spoken, content.get("default_lang", "en")),
        flow_version=version,
        started_at=now,
        changed_at=now,
    )
    move_call(call, CallMove.ANSWERED, now=now)
    return call


def _contact(number: str, now: datetime) -> ContactCard | None:
    """The contact, unless the caller withheld the number."""
    try:
        return contact_for_number(normalise(number), now)
    except BadNumber:
        return None
