"""Contacts, their timeline and notes, at the facade and the API, in two tenants."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from infra.kit.clock import FixedClock
from tenants.crm import facade
from tenants.directory.context import in_tenant
from tests.tenants.people import TenantClient

Api = Callable[..., TenantClient]
NUMBER = "+12025550123"


def test_a_caller_is_created_once_and_found_again(acme: str, clock: FixedClock) -> None:
    with in_tenant(acme):
        first = facade.contact_for_number(NUMBER, clock.now())
        again = facade.contact_for_number(NUMBER, clock.now())
    assert first.created
    assert not again.created
    assert first.id == again.id


def test_recording_a_call_twice_keeps_one_entry_with_the_latest_knowledge(
    acme: str, clock: FixedClock
) -> None:
    call = uuid4()
    with in_tenant(acme):
        card = facade.contact_for_number(NUMBER, clock.now())
        for note in ("", "Wants a call back."):
            facade.record_call(
                card.id, call_id=call, at=clock.now(), direction="inbound", outcome="answered",
                queue="Support", agent="Agent One", duration_s=61, note=note,
                disposition="follow_up", now=clock.now(),
            )  # fmt: skip
    with in_tenant(acme), connection.cursor() as cursor:
        cursor.execute("SELECT text, duration_s FROM crm_timelineentry")
        assert cursor.fetchall() == [("Wants a call back.", 61)]


def test_api_creates_changes_finds_and_notes(acme: str, api: Api, clock: FixedClock) -> None:
    client = api(acme, role="agent")
    made = client.post("/api/v1/contacts", {"name": "Harbour Dental", "numbers": ["(202) 555-0123"]})
    assert made.status_code == 201
    assert made.json()["numbers"] == [NUMBER]
    path = f"/api/v1/contacts/{made.json()['id']}"
    assert client.patch(path, {"tier": "vip"}).json()["tier"] == "vip"
    assert [row["name"] for row in client.get("/api/v1/contacts", {"q": "5550123"}).json()["results"]] == [
        "Harbour Dental"
    ]
    assert client.post(f"{path}/notes", {"text": "Prefers mornings."}).status_code == 201
    entries = client.get(f"{path}/timeline").json()["results"]
    assert [(entry["kind"], entry["text"], entry["author"]) for entry in entries] == [
        ("note", "Prefers mornings.", client.user.name)
    ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"numbers": ["12"]}, "/numbers"),
        ({"email": "not an address"}, "/email"),
        ({"tier": "emperor"}, "/tier"),
        ({"nmae": "typo"}, "/nmae"),
    ],
)
def test_bad_values_are_named(acme: str, api: Api, body: dict[str, object], pointer: str) -> None:
    refused = api(acme).post("/api/v1/contacts", body)
    assert refused.status_code == 400
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["errors"][0]["pointer"] == pointer


def test_a_number_belongs_to_one_contact(acme: str, api: Api) -> None:
    client = api(acme)
    client.post("/api/v1/contacts", {"name": "One", "numbers": [NUMBER]})
    refused = client.post("/api/v1/contacts", {"name": "Two", "numbers": [NUMBER]})
    assert (refused.status_code, refused.json()["code"]) == (409, "number_taken")
    assert len(client.get("/api/v1/contacts").json()["results"]) == 1


def test_another_company_sees_nothing_of_it(acme: str, globex: str, api: Api) -> None:
    made = api(acme).post("/api/v1/contacts", {"name": "Secret", "numbers": [NUMBER]}).json()
    other = api(globex)
    path = f"/api/v1/contacts/{made['id']}"
    assert other.get("/api/v1/contacts").json()["results"] == []
    assert other.get(path).status_code == 404
    assert other.patch(path, {"name": "Mine"}).status_code == 404
    assert other.get(f"{path}/timeline").status_code == 404
    assert other.post(f"{path}/notes", {"text": "hello"}).status_code == 404
    # The twin: the same requests by a member of the company succeed.
    assert api(acme).get(path).status_code == 200
