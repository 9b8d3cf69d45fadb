"""Calls, voicemails and reasons over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest

from telephony.api.call_serializers import CallDetailSerializer, VoicemailSerializer, WaitingSerializer
from telephony.engine.events import RecordingFinished
from telephony.models import Agent, Voicemail
from telephony.services.recording_ready import save_recording
from telephony.services.store_voicemail import store_voicemail
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor
from tests.tenants.people import TenantClient, client_of, stranger_at

Desk = Callable[..., tuple[TenantClient, Agent]]
NOWHERE = "00000000-0000-7000-8000-000000000000"


def _message(floor: Floor) -> Voicemail:
    call = floor.ring()
    floor.press(call, "2")
    store_voicemail(call_ref=call.carrier_sid, event=RecordingFinished(7, "RE1"), now=floor.now)
    return Voicemail.objects.get()


@pytest.fixture
def boss(acme: str) -> TenantClient:
    """A supervisor of Acme."""
    return client_of(acme, "supervisor")


def _get(client: TenantClient, path: str) -> Any:
    return client.get(f"/api/v1/{path}").json()


def test_an_agent_sees_the_calls_that_agent_handled(
    acme: str, floor: Floor, at_desk: Desk, boss: TenantClient
) -> None:
    client, _ = at_desk()
    with in_tenant(acme):
        mine = floor.talking()
        floor.tick(1)
        other = floor.ring("+12025550177")
    assert [c["id"] for c in _get(client, "calls")["results"]] == [str(mine.call_id)]
    assert [c["id"] for c in _get(boss, "calls")["results"]] == [str(other.pk), str(mine.call_id)]
    assert client.get(f"/api/v1/calls/{other.pk}").status_code == 404
    assert boss.get(f"/api/v1/calls/{other.pk}").status_code == 200


def test_a_call_with_all_that_happened(acme: str, floor: Floor, at_desk: Desk) -> None:
    client, agent = at_desk()
    with in_tenant(acme):
        handling = floor.talking()
        floor.tick(30)
        floor.hang_up(handling.call)
    call = _get(client, f"calls/{handling.call_id}")
    assert set(call) == set(CallDetailSerializer().fields)
    assert [t["node"] for t in call["trace"]] == ["start", "menu", "q"]
    assert call["trace"][-1]["exit"] == "connected"
    assert [o["state"] for o in call["offers"]] == ["accepted"]
    assert [h["agent"] for h in call["handlings"]] == [agent.name]
    assert [v["outcome"] for v in call["visits"]] == ["answered"]
    assert call["events"][0]["kind"] == "call.arrived"
    assert call["flow"] == {"name": "Main", "version": 1}


def test_calls_by_contact_and_period(acme: str, floor: Floor, boss: TenantClient) -> None:
    with in_tenant(acme):
        call = floor.ring()
        floor.tick(60)
        floor.ring("+12025550177")
    assert [c["id"] for c in _get(boss, f"calls?contact={call.contact_id}")["results"]] == [str(call.pk)]
    later = _get(boss, "calls?from=2026-03-02T15:00:30Z")["results"]
    earlier = _get(boss, "calls?to=2026-03-02T15:00:30Z")["results"]
    assert [len(later), len(earlier)] == [1, 1]
    for wrong in ("contact=x", "from=yesterday", "to=2026-03-02T15:00:00"):
        assert boss.get(f"/api/v1/calls?{wrong}").status_code == 400


def test_calls_by_queue_count_from_entering_it(acme: str, floor: Floor, boss: TenantClient) -> None:
    with in_tenant(acme):
        floor.agent(status="break")
        elsewhere = floor.ring("+12025550177")
        floor.tick(60)
        call = floor.queued()
    inside = f"queue={floor.queue.pk}&from=2026-03-02T15:00:30Z"
    assert [c["id"] for c in _get(boss, f"calls?{inside}")["results"]] == [str(call.pk)]
    assert _get(boss, f"calls?queue={floor.queue.pk}&to=2026-03-02T15:00:30Z")["results"] == []
    assert str(elsewhere.pk) in [c["id"] for c in _get(boss, "calls")["results"]]
    assert boss.get("/api/v1/calls?queue=sales").status_code == 400


def test_a_call_tells_why_it_waited(acme: str, floor: Floor, boss: TenantClient) -> None:
    with in_tenant(acme):
        agent = floor.agent(status="break")
        call = floor.queued()
        floor.tick(30)
        other = floor.queued("+12025550177")
    told = _get(boss, f"calls/{call.pk}")["reasons"]
    assert [(r["agent"], r["code"]) for r in told] == [(agent.name, "status")]
    assert [r["agent_id"] for r in _get(boss, f"calls/{other.pk}")["reasons"]] == [agent.pk]


def test_calls_come_in_pages(acme: str, floor: Floor, boss: TenantClient) -> None:
    with in_tenant(acme):
        for _ in range(3):
            floor.ring()
            floor.tick(1)
    first = _get(boss, "calls?limit=2")
    assert len(first["results"]) == 2
    second = boss.get(first["next"]).json()
    assert len(second["results"]) == 1


def test_a_voicemail_is_listened_to_and_done(acme: str, floor: Floor, at_desk: Desk) -> None:
    client, agent = at_desk()
    with in_tenant(acme):
        message = _message(floor)
    (row,) = _get(client, "voicemails?state=new")["results"]
    assert set(row) == set(VoicemailSerializer().fields)
    assert (row["owner"]["id"], row["has_audio"]) == (agent.pk, False)
    audio = f"/api/v1/voicemails/{message.pk}/audio"
    assert client.get(audio).status_code == 404
    with in_tenant(acme):
        save_recording(recording_ref="RE1", audio=b"RIFFsound", media_type="audio/wav")
    answer = client.get(audio)
    assert (answer.content, answer["Content-Type"]) == (b"RIFFsound", "audio/wav")
    done = client.post(f"/api/v1/voicemails/{message.pk}/done").json()
    assert (done["state"], done["done_by"]) == ("done", client.user.name)
    assert _get(client, "voicemails?state=new")["results"] == []
    assert client.get("/api/v1/voicemails?state=old").status_code == 400


def test_why_a_caller_waits(acme: str, floor: Floor, boss: TenantClient) -> None:
    with in_tenant(acme):
        agent = floor.agent(status="break")
        call = floor.queued()
    (row,) = _get(boss, f"queues/{floor.queue.pk}/waiting")
    assert set(row) == set(WaitingSerializer().fields)
    assert (row["call_id"], row["position"], row["ringing_at"]) == (str(call.pk), 1, None)
    assert row["reasons"] == [
        {"agent_id": agent.pk, "agent": agent.name, "code": "status", "detail": "break"}
    ]


def test_a_ringing_caller_waits_for_that_agent(acme: str, floor: Floor, boss: TenantClient) -> None:
    with in_tenant(acme):
        agent = floor.agent()
        floor.queued()
    (row,) = _get(boss, f"queues/{floor.queue.pk}/waiting")
    assert row["ringing_at"] == {"agent_id": agent.pk, "agent": agent.name}


def test_nothing_of_one_tenant_can_be_had_from_another(acme: str, globex: str, floor: Floor) -> None:
    with in_tenant(acme):
        message = _message(floor)
    outsider = client_of(globex, "owner")
    assert _get(outsider, "calls")["results"] == []
    assert _get(outsider, "voicemails")["results"] == []
    for path in (
        f"calls/{message.call_id}",
        f"voicemails/{message.pk}/audio",
        f"queues/{floor.queue.pk}/waiting",
    ):
        assert outsider.get(f"/api/v1/{path}").status_code == 404, path
    assert outsider.post(f"/api/v1/voicemails/{message.pk}/done").status_code == 404
    at_acme = client_of(acme, user=outsider.user)
    assert at_acme.get("/api/v1/calls").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "desk",
        "calls",
        f"calls/{NOWHERE}",
        "voicemails",
        f"voicemails/{NOWHERE}/audio",
        "queues/1/waiting",
    ],
)
def test_strangers_are_asked_to_sign_in(acme: str, path: str) -> None:
    assert stranger_at(acme).get(f"/api/v1/{path}").status_code == 401
