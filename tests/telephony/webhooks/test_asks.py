"""A call over the wire, as the carrier asks it."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infra.base.models import InboxEvent
from infra.kit.clock import FixedClock
from telephony.models import Agent, Call, Handling, NumberRoute, Voicemail
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor, visit_of
from tests.telephony.webhooks.carrier_line import CarrierLine

# Eleven in production: here two more restore the test's outer transaction.
ROUND_TRIPS = 13


def _agent(floor: Floor, key: str) -> Agent:
    with in_tenant(key):
        return floor.agent()


def test_menu_queue_and_the_agents_browser(line: CarrierLine, floor: Floor) -> None:
    agent = _agent(floor, line.tenant_key)
    assert b"Press 1" in line.arrive().content
    assert b"<Enqueue" in line.press("CA1", "1").content
    assert b"You are next" in line.ask("wait", {"CallSid": "CA1"}).content
    with in_tenant(line.tenant_key):
        handling = floor.accepted(Call.objects.get())
    assert b"<Conference" in line.ask("connect", {"CallSid": "CA1"}).content
    browser = {"CallSid": "CA2", "From": f"client:{line.tenant_key}_{agent.pk}", "handling": str(handling.pk)}
    joined = line.ask("agent", browser).content.decode()
    assert str(handling.call_id) in joined
    assert 'endConferenceOnExit="false"' in joined


@pytest.mark.parametrize(
    "who",
    ["client:{key}_999999", "client:t_globex0000000000_{agent}", "{key}_{agent}", "+12025550123", "client:"],
)
def test_another_identity_does_not_get_the_call(line: CarrierLine, floor: Floor, who: str) -> None:
    agent = _agent(floor, line.tenant_key)
    line.arrive()
    line.press("CA1", "1")
    with in_tenant(line.tenant_key):
        handling = floor.accepted(Call.objects.get())
    address = who.format(key=line.tenant_key, agent=agent.pk)
    refused = line.ask("agent", {"CallSid": "CA2", "From": address, "handling": str(handling.pk)})
    assert b"<Conference" not in refused.content


def test_a_repeat_gets_the_stored_answer(line: CarrierLine, floor: Floor) -> None:
    _agent(floor, line.tenant_key)
    first = line.arrive(delivery="one")
    again = line.arrive(delivery="one")
    assert again.content == first.content
    queued = line.press("CA1", "1", delivery="two")
    assert line.press("CA1", "1", delivery="two").content == queued.content
    with in_tenant(line.tenant_key):
        assert Call.objects.count() == 1
        assert visit_of(Call.objects.get()).outcome is None


def test_the_same_key_in_another_delivery_is_another_answer(line: CarrierLine) -> None:
    line.arrive()
    line.press("CA1", "9")
    line.press("CA1", "9")
    with in_tenant(line.tenant_key):
        trace = Call.objects.get().flow_state["trace"]
    assert [t["input"] for t in trace if t["node"] == "menu"] == ["9", "9"]


def test_an_unknown_number_is_refused_in_two_languages(line: CarrierLine) -> None:
    said = line.arrive(to="+12025550999").content.decode()
    assert "not in service" in said
    assert "未启用" in said
    assert "<Hangup/>" in said


def test_steps_of_a_call_we_never_met(line: CarrierLine) -> None:
    assert b"<Hangup/>" in line.press("CAstranger", "1").content
    assert line.ask("connect", {"CallSid": "CAstranger"}).status_code == 200
    assert line.ask("voicemail", {"CallSid": "CAstranger"}).status_code == 200
    assert line.ask("leave", {"CallSid": "CAstranger", "QueueResult": "hangup"}).status_code == 200


def test_a_voicemail_over_the_wire(line: CarrierLine) -> None:
    line.arrive()
    assert b"<Record" in line.press("CA1", "2").content
    left = {
        "CallSid": "CA1",
        "RecordingSid": "RE1",
        "RecordingUrl": "https://x/RE1",
        "RecordingDuration": "8",
    }
    assert b"Goodbye" in line.ask("voicemail", {**left, "CallStatus": "in-progress"}).content
    with in_tenant(line.tenant_key):
        assert Voicemail.objects.get().duration_s == 8


def test_music_on_hold(line: CarrierLine) -> None:
    held = line.ask("hold", {"CallSid": "CA1"}).content.decode()
    assert "/hooks/voice/music.wav" in held
    assert "<Redirect" in held


def test_a_failure_changes_nothing_and_is_kept_for_operators(
    line: CarrierLine, caplog: pytest.LogCaptureFixture
) -> None:
    with in_tenant(line.tenant_key):
        route = NumberRoute.objects.get()
        # A version whose content is no flow at all makes the first step fail.
        route.flow.live_version.content = ["not", "a", "flow"]  # type: ignore[union-attr]
        version = route.flow.live_version
        assert version is not None
        version.pk, version.number = None, 2
        version.save(force_insert=True)
        route.flow.live_version = version
        route.flow.save()
    with caplog.at_level(logging.CRITICAL):
        failed = line.arrive(delivery="broken")
    assert failed.status_code == 500
    with in_tenant(line.tenant_key):
        assert not Call.objects.exists()
        kept = InboxEvent.objects.get()
        assert (kept.state, kept.response_status) == ("failed", 500)
        assert kept.error


def test_a_failed_delivery_is_worked_again_when_it_comes_again(line: CarrierLine) -> None:
    with in_tenant(line.tenant_key):
        InboxEvent.objects.create(
            source="voice.ask", key=f"{line.tenant_key}:answer:again", tenant_key=line.tenant_key,
            received_at="2026-03-02T15:00:00Z", state="failed", error="x",
        )  # fmt: skip
    assert b"<Gather" in line.arrive(delivery="again").content


def test_answering_takes_few_round_trips(line: CarrierLine) -> None:
    line.arrive("CA0")
    with CaptureQueriesContext(connection) as queries:
        line.arrive("CA1")
    assert len(queries) <= ROUND_TRIPS, "\n".join(q["sql"][:150] for q in queries)


def test_the_fallback_needs_nothing_and_gives_up_in_the_end(line: CarrierLine, clock: FixedClock) -> None:
    failed = f"http://localhost:8000/hooks/voice/{line.tenant_key}/step?a=1&b=2"
    for attempt in range(3):
        said = line.post("/hooks/voice/fallback", {"ErrorUrl": failed}, unsigned=True).content.decode()
        assert "do not hang up" in said
        failed = said.split('<Redirect method="POST">')[1].split("<")[0].replace("&amp;", "&")
        assert failed.endswith(f"try={attempt + 1}")
    said = line.post("/hooks/voice/fallback", {"ErrorUrl": failed}, unsigned=True).content.decode()
    assert "<Hangup/>" in said


@pytest.mark.parametrize(
    "url", ["https://evil.example/hooks/voice/t_x/step", "http://localhost:8000/admin/", "", "nonsense://"]
)
def test_the_fallback_redirects_only_to_our_own_webhooks(line: CarrierLine, url: str) -> None:
    said = line.post("/hooks/voice/fallback", {"ErrorUrl": url}, unsigned=True).content
    assert b"<Redirect" not in said


def test_the_fallback_touches_no_database(client: object, settings: object) -> None:
    # Without the db mark pytest-django refuses every query.
    answer = client.post("/hooks/voice/fallback", {})  # type: ignore[attr-defined]
    assert answer.status_code == 200


def test_the_music_is_a_sound_file(client: object) -> None:
    answer = client.get("/hooks/voice/music.wav")  # type: ignore[attr-defined]
    assert answer.content[:4] == b"RIFF"
    assert 100_000 < len(answer.content) < 500_000


def test_two_tenants_with_the_same_call_reference_never_meet(
    line: CarrierLine, globex: str, floor: Floor
) -> None:
    other = CarrierLine.open(globex)
    with in_tenant(globex):
        Floor.open(floor.now)
    line.arrive("CA1", delivery="same")
    other.arrive("CA1", caller="+8613800138000", delivery="same")
    line.press("CA1", "2")
    with in_tenant(globex):
        call = Call.objects.get()
        assert (call.from_number, call.state) == ("+8613800138000", "in_flow")
        assert not Handling.objects.exists()
