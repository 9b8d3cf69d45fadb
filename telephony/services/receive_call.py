"""A call arrives: find who calls and which flow answers, and begin it."""

from datetime import datetime

from infra.kit.phones import BadNumber, normalise
from telephony.engine.commands import Command, Hangup
from telephony.engine.events import CallArrived, FlowContinued
from telephony.engine.lifecycle import CallMove, CallState
from telephony.models import Call, FlowVersion, Leg, NumberRoute
from telephony.services.continue_flow import continue_flow
from telephony.services.locks import lock_call_by_ref
from telephony.services.move_call import move_call, note_event
from telephony.services.phrases import both, language_for
from telephony.services.walk_flow import begin_flow
from tenants.crm.facade import ContactCard, contact_for_number


def receive_call(*, arrived: CallArrived, now: datetime) -> tuple[Command, ...]:
    """What the caller hears first. A call we know already (the carrier asks again) goes on where it is."""
    known = lock_call_by_ref(arrived.call_ref)
    if known is not None:
        return continue_flow(call_ref=arrived.call_ref, event=FlowContinued(), now=now)
    version = _version_for(arrived.called)
    if version is None:
        return (*both("unknown_number"), Hangup())
    call = _new_call(arrived, version, now)
    call.save(force_insert=True)
    Leg.objects.create(call=call, kind="caller", carrier_sid=arrived.call_ref, started_at=now)
    note_event(call.pk, "call.arrived", at=now, number=arrived.called, flow_version=version.number)
    return begin_flow(call, now=now)


def _version_for(number: str) -> FlowVersion | None:
    routes = NumberRoute.objects.select_related("flow__live_version")
    route = routes.filter(e164=number).first()
    return route.flow.live_version if route else None


def _new_call(arrived: CallArrived, version: FlowVersion, now: datetime) -> Call:
    contact = _contact(arrived.caller, now)
    spoken = tuple(version.content.get("langs", ()))
    call = Call(
        carrier_sid=arrived.call_ref,
        from_number=arrived.caller[:40],
        to_number=arrived.called[:40],
        contact_id=contact.id if contact else None,
        caller_name=contact.name if contact else "",
        caller_is_new=contact.created if contact else True,
        state=CallState.NEW,
        language=language_for(arrived.caller, spoken, version.content.get("default_lang", "en")),
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
