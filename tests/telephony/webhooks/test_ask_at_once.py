"""The short cut of a new call: the same rows and words as the long way, and never on what has changed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from infra.base.models import InboxEvent
from infra.kit.clock import FixedClock
from telephony.models import BusinessHours, Call, CallEvent, Flow, FlowVersion, Leg, NumberRoute
from telephony.services.arrival_sql import ARRIVAL
from tenants.crm.facade import contact_cards
from tenants.crm.models import Contact, ContactNumber
from tenants.directory.context import in_tenant
from tenants.directory.facade import change_state
from tests.telephony.calls.floor import CALLER, Floor
from tests.telephony.calls.test_races import WORKERS, together
from tests.telephony.webhooks.carrier_line import CarrierLine

OTHER = "+12025550177"


def _arrive(line: CarrierLine, sid: str, **how: Any) -> tuple[HttpResponse, bool]:
    """The answer, and whether it came by the short cut, of which Django's query log sees nothing."""
    with CaptureQueriesContext(connection) as queries:
        answer = line.arrive(sid, **how)
    return answer, not any("telephony_" in query["sql"] for query in queries)


def _slow(line: CarrierLine, sid: str, **how: Any) -> HttpResponse:
    answer, at_once = _arrive(line, sid, **how)
    assert not at_once
    return answer


def _quick(line: CarrierLine, sid: str, **how: Any) -> HttpResponse:
    answer, at_once = _arrive(line, sid, **how)
    assert at_once
    assert answer.status_code == 200
    return answer


def _rows(sid: str, caller: str) -> dict[str, dict[str, Any]]:
    """Every column of what an arrival writes, without the numbers that differ from call to call."""
    call = Call.objects.get(carrier_sid=sid)
    number = ContactNumber.objects.get(e164=caller)
    found = {
        "call": call,
        "leg": Leg.objects.get(call=call),
        "event": CallEvent.objects.get(call=call),
        "contact": number.contact,
        "number": number,
        "delivery": InboxEvent.objects.get(params__CallSid=sid),
    }
    differing = {"id", "call_id", "contact_id", "key"}
    return {
        name: {
            field.attname: str(getattr(row, field.attname)).replace(sid, "SID").replace(caller, "CALLER")
            for field in row._meta.concrete_fields
            if field.attname not in differing
        }
        for name, row in found.items()
    }


def test_the_same_rows_and_the_same_words(line: CarrierLine) -> None:
    slow = _slow(line, "CA1")
    quick = _quick(line, "CA2", caller=OTHER)
    assert quick.content == slow.content
    with in_tenant(line.tenant_key):
        assert _rows("CA2", OTHER) == _rows("CA1", CALLER)


def test_a_caller_who_is_known_is_greeted_as_one(line: CarrierLine, clock: FixedClock) -> None:
    _slow(line, "CA1")
    with in_tenant(line.tenant_key):
        Contact.objects.update(name="Ada Lovelace")
    clock.advance(60)
    _quick(line, "CA2")
    with in_tenant(line.tenant_key):
        first, second = Call.objects.order_by("carrier_sid")
        assert (second.contact_id, second.caller_name) == (first.contact_id, "Ada Lovelace")
        assert (first.caller_is_new, second.caller_is_new) == (True, False)
        assert Contact.objects.get().last_seen_at == clock.now()


def test_a_withheld_number_makes_no_contact(line: CarrierLine) -> None:
    _slow(line, "CA1", caller="anonymous")
    _quick(line, "CA2", caller="anonymous")
    with in_tenant(line.tenant_key):
        assert not Contact.objects.exists()
        assert [(c.contact_id, c.caller_is_new) for c in Call.objects.all()] == [(None, True)] * 2


def test_a_repeat_gets_the_stored_answer_and_changes_nothing(line: CarrierLine) -> None:
    _slow(line, "CA1")
    first = _quick(line, "CA2", delivery="same")
    assert _slow(line, "CA2", delivery="same").content == first.content
    with in_tenant(line.tenant_key):
        assert Leg.objects.filter(carrier_sid="CA2").count() == 1
    _quick(line, "CA3")  # a repeat is no reason to forget the line


def test_being_asked_again_in_another_delivery_goes_on_with_the_same_call(line: CarrierLine) -> None:
    _slow(line, "CA1")
    _quick(line, "CA2")
    assert _slow(line, "CA2").status_code == 200
    with in_tenant(line.tenant_key):
        assert Call.objects.count() == 2


def _publish(floor: Floor, **change: Any) -> None:
    flow = Flow.objects.get()
    live = flow.live_version
    assert live is not None
    content = {**live.content, **change}
    flow.live_version = FlowVersion.objects.create(
        flow=flow, number=2, content=content, sha256="2" * 64, published_at=floor.now
    )
    flow.save()


def _new_version(floor: Floor) -> None:
    nodes = [{"id": "bye", "type": "hangup", "params": {"text": {"en": "Closed for ever."}}, "exits": {}}]
    _publish(floor, nodes=nodes, start="bye")


def _another_flow(floor: Floor) -> None:
    flow = Flow.objects.create(name="Other")
    content = {
        "start": "x",
        "nodes": [{"id": "x", "type": "hangup", "params": {"text": {"en": "Closed for ever."}}}],
    }
    flow.live_version = FlowVersion.objects.create(
        flow=flow, number=1, content=content, sha256="3" * 64, published_at=floor.now
    )
    flow.save()
    NumberRoute.objects.update(flow=flow)


@pytest.mark.parametrize("change", [_new_version, _another_flow])
def test_the_next_caller_hears_what_was_published(
    line: CarrierLine, floor: Floor, change: Callable[[Floor], None]
) -> None:
    _slow(line, "CA1")
    with in_tenant(line.tenant_key):
        change(floor)
    assert b"Closed for ever." in _slow(line, "CA2").content
    assert b"Closed for ever." in _quick(line, "CA3").content


def _with_hours(floor: Floor) -> None:
    week = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    hours = BusinessHours.objects.create(name="H", timezone="UTC", weekly=week, closures=[])
    ask = {"id": "ask", "type": "hours", "params": {"schedule": str(hours.pk)}, "exits": {}}
    ask["exits"] = {"open": "menu", "closed": "bye", "holiday": "bye"}
    _publish(floor, nodes=[ask, *Flow.objects.get().draft["nodes"]], start="ask")


@pytest.mark.parametrize(
    "change",
    [{"weekly": {}}, {"closures": [{"on": "2026-03-02", "name": "Founders' day"}]}, {"timezone": "No/Where"}],
)
def test_the_next_caller_meets_the_new_hours(line: CarrierLine, floor: Floor, change: dict[str, Any]) -> None:
    with in_tenant(line.tenant_key):
        _with_hours(floor)
    _slow(line, "CA1")
    assert b"<Gather" in _quick(line, "CA2").content
    with in_tenant(line.tenant_key):
        BusinessHours.objects.update(**change)
    assert b"<Gather" not in _slow(line, "CA3").content
    assert b"<Gather" not in _quick(line, "CA4").content


def test_a_number_taken_out_of_service_is_not_answered(line: CarrierLine) -> None:
    _slow(line, "CA1")
    with in_tenant(line.tenant_key):
        NumberRoute.objects.all().delete()
    assert b"not in service" in _slow(line, "CA2").content
    assert b"not in service" in _slow(line, "CA3").content


def test_a_token_that_was_changed_is_worth_nothing_at_once(line: CarrierLine) -> None:
    _slow(line, "CA1")
    renewed = CarrierLine.open(line.tenant_key)
    renewed.sid = line.sid
    assert line.arrive("CA2").status_code == 403
    with in_tenant(line.tenant_key):
        assert not Call.objects.filter(carrier_sid="CA2").exists()


def test_a_forged_signature_is_refused_and_writes_nothing(line: CarrierLine) -> None:
    _slow(line, "CA1")
    assert line.arrive("CA2", token="wrong").status_code == 403
    assert line.arrive("CA2", unsigned=True).status_code == 403
    assert line.arrive("CA2", alter={"From": OTHER}).status_code == 403
    with in_tenant(line.tenant_key):
        assert Call.objects.count() == 1


def test_a_suspended_company_takes_no_call(line: CarrierLine, clock: FixedClock) -> None:
    _slow(line, "CA1")
    change_state(line.tenant_key, "suspended", actor="operator", now=clock.now())
    assert b"cannot take calls" in _slow(line, "CA2").content
    assert b"cannot take calls" in _slow(line, "CA3").content
    change_state(line.tenant_key, "active", actor="operator", now=clock.now())
    _slow(line, "CA4")
    _quick(line, "CA5")


def test_a_flow_that_begins_with_a_queue_takes_the_long_way(line: CarrierLine, floor: Floor) -> None:
    with in_tenant(line.tenant_key):
        floor.agent()
        _publish(floor, start="q")
    for sid in ("CA1", "CA2"):
        assert b"<Enqueue" in _slow(line, sid).content


def test_a_voicemail_at_once(line: CarrierLine, floor: Floor) -> None:
    with in_tenant(line.tenant_key):
        _publish(floor, start="vm")
    slow = _slow(line, "CA1")
    assert b"<Record" in slow.content
    assert _quick(line, "CA2", caller=OTHER).content == slow.content
    with in_tenant(line.tenant_key):
        assert _rows("CA2", OTHER) == _rows("CA1", CALLER)
        assert Call.objects.filter(state="voicemail").count() == 2


def test_one_tenants_line_is_not_anothers(line: CarrierLine, globex: str, floor: Floor) -> None:
    _slow(line, "CA1")
    other = CarrierLine.open(globex)
    with in_tenant(globex):
        Floor.open(floor.now)
    _slow(other, "CA2")
    _quick(line, "CA3")
    _quick(other, "CA4")
    with in_tenant(globex):
        assert sorted(Call.objects.values_list("carrier_sid", flat=True)) == ["CA2", "CA4"]
        assert len(contact_cards(list(Contact.objects.values_list("pk", flat=True)))) == 1


@pytest.mark.parametrize("model", [Call, Leg, CallEvent, Contact, ContactNumber, InboxEvent])
def test_the_statement_names_every_column_that_must_have_a_value(model: type[models.Model]) -> None:
    inserted = re.search(rf"INSERT INTO {model._meta.db_table} \(([^)]*)\)", ARRIVAL.text)
    assert inserted is not None
    named = {name.strip() for name in inserted[1].split(",")}
    needed = {
        field.column
        for field in model._meta.concrete_fields
        if not field.null and not isinstance(field, models.AutoField | models.BigAutoField)
    }
    assert needed - named == set()


def test_callers_at_once_from_one_new_number_are_one_contact(live_tenant: str, clock: FixedClock) -> None:
    with in_tenant(live_tenant):
        Floor.open(clock.now())
    line = CarrierLine.open(live_tenant)
    assert line.arrive("CA0").status_code == 200
    answers = together(lambda n: line.arrive(f"CA{n + 1}", caller=OTHER).status_code)
    assert answers == [200] * WORKERS
    with in_tenant(live_tenant):
        assert ContactNumber.objects.filter(e164=OTHER).count() == 1
        assert Call.objects.filter(from_number=OTHER, contact_id__isnull=False).count() == WORKERS
        assert Leg.objects.count() == CallEvent.objects.count() == WORKERS + 1
