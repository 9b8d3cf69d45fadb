"""The back office: for our operators, at the public address, without handles to break things by."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.test import Client

from infra.base.models import AuditEntry, InboxEvent, OutboxCommand
from tenants.directory import facade as directory
from tenants.identity.models import User
from tests.tenants.people import BACKEND, PASSWORD, member

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OURS = ("base", "directory", "identity", "onboarding", "billing")
PAGES = [
    f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for model in admin.site._registry
    if model._meta.app_label in OURS
]


@pytest.fixture
def operator(db: None) -> Client:
    user = User.objects.create_superuser("ops@seatline.example", "x" * 20, name="Ops")
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend=BACKEND)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_every_list_opens(operator: Client, acme: str, page: str) -> None:
    assert operator.get(page).status_code == 200
    assert operator.get(f"{page}add/").status_code == 403


def test_a_company_shows_its_set_up(operator: Client, acme: str) -> None:
    directory.plan_steps(acme, ["schema", "number"], NOW)
    directory.mark_step(acme, "number", "failed", now=NOW, error="The number is gone.")
    page = operator.get(f"/admin/directory/tenant/{acme}/change/").content.decode()
    assert "The number is gone." in page
    assert "failed: number" in operator.get("/admin/directory/tenant/").content.decode()


@pytest.mark.parametrize("staff", [False, True])
def test_only_operators_and_only_at_the_public_address(acme: str, staff: bool) -> None:
    user = member(acme, "owner", is_staff=staff, is_superuser=staff)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend=BACKEND)
    assert client.get("/admin/directory/tenant/").status_code == (200 if staff else 302)
    assert client.get("/admin/directory/tenant/", HTTP_HOST="acme.localhost").status_code == 404


def test_suspending_closes_the_api_and_is_written_down(operator: Client, acme: str) -> None:
    owner = Client(HTTP_HOST="acme.localhost")
    owner.force_login(member(acme), backend=BACKEND)
    data = {"action": "suspend", "_selected_action": [acme]}
    operator.post("/admin/directory/tenant/", data)
    closed = owner.get("/api/v1/me")
    assert (closed.status_code, closed.json()["code"]) == (403, "tenant_suspended")
    assert AuditEntry.objects.filter(tenant_key=acme, action="tenant.state", after="suspended").exists()
    operator.post("/admin/directory/tenant/", {**data, "action": "resume"})
    assert owner.get("/api/v1/me").status_code == 200


def test_a_failed_command_and_event_are_taken_up_again(operator: Client, acme: str) -> None:
    command = OutboxCommand.objects.create(
        tenant_key=acme, kind="x", created_at=NOW, not_before=NOW, state="failed"
    )
    event = InboxEvent.objects.create(tenant_key=acme, source="x", key="1", received_at=NOW, state="failed")
    operator.post("/admin/base/outboxcommand/", {"action": "send_again", "_selected_action": [command.pk]})
    operator.post("/admin/base/inboxevent/", {"action": "work_again", "_selected_action": [event.pk]})
    command.refresh_from_db()
    event.refresh_from_db()
    assert (command.state, event.state) == ("pending", "new")
    assert AuditEntry.objects.filter(tenant_key=acme, action__endswith="replayed").count() == 2


def test_an_operator_signs_in_with_the_e_mail_address(db: None) -> None:
    User.objects.create_superuser("ops@seatline.example", PASSWORD, name="Ops")
    client = Client(HTTP_HOST="localhost")
    assert client.get("/admin/").status_code == 302
    client.post("/admin/login/", {"username": "ops@seatline.example", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
