"""The agent's desk over HTTP."""

from collections.abc import Callable

import pytest

from infra.kit.clock import FixedClock
from telephony.api.serializers import DeskSerializer
from telephony.models import Agent, Call, Handling
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor, fresh
from tests.telephony.webhooks.carrier_line import CarrierLine
from tests.tenants.people import TenantClient, client_of

Desk = Callable[..., tuple[TenantClient, Agent]]


def _fits(data: dict[str, object]) -> bool:
    """Does the answer have exactly the documented keys, at the top and one level down?"""
    fields = DeskSerializer().fields
    if set(data) != set(fields):
        return False
    inner = ((data[name], field) for name, field in fields.items() if isinstance(data[name], dict))
    return all(set(value) == set(field.fields) for value, field in inner)  # type: ignore[attr-defined,call-overload]


def test_a_call_over_http(acme: str, floor: Floor, at_desk: Desk, clock: FixedClock) -> None:
    client, agent = at_desk()
    with in_tenant(acme):
        call = floor.queued()
    desk = client.get("/api/v1/desk").json()
    assert _fits(desk)
    assert desk["agent"]["status"] == "ringing"
    assert desk["offer"]["path"] == [{"label": "Help", "digits": "1"}]
    accepted = client.post(f"/api/v1/desk/offers/{desk['offer']['id']}/accept")
    assert accepted.json()["call_id"] == str(call.pk)
    with in_tenant(acme):
        floor.agent_leg(Handling.objects.get())
    desk = client.get("/api/v1/desk").json()
    assert _fits(desk)
    assert (desk["offer"], desk["call"]["state"]) == (None, "talking")
    for verb, state in (("hold", "held"), ("resume", "talking")):
        assert client.post(f"/api/v1/desk/calls/{call.pk}/{verb}").status_code == 204
        assert client.get("/api/v1/desk").json()["call"]["state"] == state
    assert client.post(f"/api/v1/desk/calls/{call.pk}/hangup").status_code == 204
    desk = client.get("/api/v1/desk").json()
    assert _fits(desk)
    assert desk["wrapup"]["call_id"] == str(call.pk)
    wrap_up = f"/api/v1/desk/handlings/{desk['wrapup']['handling_id']}/wrap-up"
    assert client.post(wrap_up, {"disposition": "solved", "note": "Done"}).status_code == 204
    desk = client.get("/api/v1/desk").json()
    assert (desk["agent"]["status"], desk["recent"][0]["call_id"]) == ("available", str(call.pk))
    assert agent.pk == desk["agent"]["id"]


def test_the_loser_hears_why(acme: str, floor: Floor, at_desk: Desk) -> None:
    client, _ = at_desk()
    with in_tenant(acme):
        call = floor.queued()
        offer = floor.offer_of(call)
        floor.hang_up(call)
    lost = client.post(f"/api/v1/desk/offers/{offer.pk}/accept")
    assert (lost.status_code, lost.json()["code"]) == (409, "offer_taken")
    late = client.post(f"/api/v1/desk/offers/{offer.pk}/decline", {"reason": "lunch"})
    assert (late.status_code, late.json()["code"]) == (409, "offer_taken")


def test_declining(acme: str, floor: Floor, at_desk: Desk) -> None:
    client, _ = at_desk()
    at_desk()
    with in_tenant(acme):
        offer = floor.offer_of(floor.queued())
    assert client.post(f"/api/v1/desk/offers/{offer.pk}/decline").status_code == 204
    with in_tenant(acme):
        assert floor.offer_of(offer.call).agent_id != offer.agent_id


@pytest.mark.parametrize("status", ["break", "offline", "available"])
def test_status(at_desk: Desk, status: str) -> None:
    client, _ = at_desk()
    assert client.post("/api/v1/desk/status", {"status": status}).json()["agent"]["status"] == status


@pytest.mark.parametrize(
    "body", [{}, {"status": "lunch"}, {"status": "break", "agent_id": 1}, {"state": "break"}, [], "break"]
)
def test_status_refuses_what_it_does_not_know(at_desk: Desk, body: object) -> None:
    client, _ = at_desk()
    assert client.post("/api/v1/desk/status", body).status_code == 400


def test_commands_refuse_a_body_they_do_not_know(acme: str, floor: Floor, at_desk: Desk) -> None:
    client, _ = at_desk()
    with in_tenant(acme):
        offer = floor.offer_of(floor.queued())
    answer = client.post(f"/api/v1/desk/offers/{offer.pk}/accept", {"agent_id": 1})
    assert answer.status_code == 400
    with in_tenant(acme):
        assert fresh(offer.call).state == "queued"


def test_an_agent_cannot_act_on_another_agents_call(acme: str, floor: Floor, at_desk: Desk) -> None:
    at_desk()
    with in_tenant(acme):
        handling = floor.talking()
    thief, _ = at_desk()
    for verb in ("hold", "resume", "hangup"):
        assert thief.post(f"/api/v1/desk/calls/{handling.call_id}/{verb}").status_code == 404
    wrap_up = f"/api/v1/desk/handlings/{handling.pk}/wrap-up"
    assert thief.post(wrap_up, {"disposition": "solved"}).status_code == 404
    with in_tenant(acme):
        assert fresh(handling.call).state == "talking"


def test_somebody_without_a_seat_has_no_desk(acme: str, floor: Floor) -> None:
    client = client_of(acme, "supervisor")
    answer = client.get("/api/v1/desk")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_an_agent")


def test_the_voice_token_is_for_the_agents_own_identity(acme: str, at_desk: Desk) -> None:
    CarrierLine.open(acme)
    client, agent = at_desk()
    answer = client.post("/api/v1/desk/voice-token").json()
    assert answer["identity"] == f"{acme}_{agent.pk}"
    assert answer["token"].count(".") == 2


def test_without_a_carrier_account_there_is_no_token(at_desk: Desk) -> None:
    client, _ = at_desk()
    answer = client.post("/api/v1/desk/voice-token")
    assert (answer.status_code, answer.json()["code"]) == (409, "carrier_account_missing")


def test_strangers_and_members_of_other_tenants_are_refused(acme: str, globex: str, floor: Floor) -> None:
    with in_tenant(acme):
        floor.agent()
        offer = floor.offer_of(floor.queued())
        call = Call.objects.get()
    outsider = client_of(globex, "owner")
    with in_tenant(globex):
        Floor.open(floor.now).agent(user_id=outsider.user.pk)
    for path in (
        f"desk/offers/{offer.pk}/accept",
        f"desk/offers/{offer.pk}/decline",
        f"desk/calls/{call.pk}/hold",
        f"desk/calls/{call.pk}/resume",
        f"desk/calls/{call.pk}/hangup",
    ):
        assert outsider.post(f"/api/v1/{path}").status_code == 404, path
    with in_tenant(acme):
        assert fresh(call).state == "queued"
        assert offer.state == "offered"
