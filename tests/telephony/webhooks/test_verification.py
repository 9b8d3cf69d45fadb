"""Only the tenant's own carrier account is heard."""

import pytest

from infra.base.models import InboxEvent
from telephony.models import Call
from tenants.directory.context import in_tenant
from tests.telephony.webhooks.carrier_line import CarrierLine


def _nothing_happened(tenant_key: str) -> bool:
    with in_tenant(tenant_key):
        return not Call.objects.exists() and not InboxEvent.objects.exists()


def test_a_signed_request_is_answered(line: CarrierLine) -> None:
    answer = line.arrive()
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/xml")
    assert b"<Gather" in answer.content


def test_unsigned(line: CarrierLine) -> None:
    assert line.arrive(unsigned=True).status_code == 403
    assert _nothing_happened(line.tenant_key)


def test_signed_with_another_tenants_token(line: CarrierLine, globex: str) -> None:
    other = CarrierLine.open(globex)
    assert line.arrive(token=other.token).status_code == 403
    assert _nothing_happened(line.tenant_key)


def test_another_tenants_account_at_our_address(line: CarrierLine, globex: str) -> None:
    other = CarrierLine.open(globex)
    form = {"CallSid": "CA1", "From": "+1", "To": "+12025550123", "CallStatus": "ringing"}
    answer = other.post(f"/hooks/voice/{line.tenant_key}/answer", form)
    assert answer.status_code == 403
    mixed = other.post(f"/hooks/voice/{line.tenant_key}/answer", {**form, "AccountSid": line.sid})
    assert mixed.status_code == 403
    assert _nothing_happened(line.tenant_key)


def test_our_token_but_another_account_in_the_body(line: CarrierLine) -> None:
    assert line.arrive(alter={"AccountSid": "AC" + "0" * 32}).status_code == 403


def test_altered_after_signing(line: CarrierLine) -> None:
    assert line.arrive(alter={"From": "+12025550000"}).status_code == 403
    assert _nothing_happened(line.tenant_key)


@pytest.mark.parametrize("verb", ["answer", "step", "wait", "leave", "connect", "hold", "voicemail", "agent"])
def test_every_ask_is_guarded(line: CarrierLine, verb: str) -> None:
    assert line.ask(verb, {"CallSid": "CA1"}, unsigned=True).status_code == 403


@pytest.mark.parametrize("verb", ["status", "conference", "recording"])
def test_every_notice_is_guarded(line: CarrierLine, verb: str) -> None:
    assert line.ask(verb, {"CallSid": "CA1"}, unsigned=True).status_code == 403
    assert _nothing_happened(line.tenant_key)


def test_a_tenant_that_does_not_exist(line: CarrierLine) -> None:
    answer = line.post("/hooks/voice/t_0000000000000000/answer", {"CallSid": "CA1"})
    assert answer.status_code == 403


def test_a_signature_for_another_verb_is_not_taken(line: CarrierLine) -> None:
    form = {"CallSid": "CA1", "AccountSid": line.sid}
    replayed = line.post(f"/hooks/voice/{line.tenant_key}/step?x=1", form, alter={"x": "1"})
    assert replayed.status_code == 403


def test_get_is_refused(line: CarrierLine, client: object) -> None:
    answer = client.get(f"/hooks/voice/{line.tenant_key}/answer")  # type: ignore[attr-defined]
    assert answer.status_code == 405
