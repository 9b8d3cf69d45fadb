"""Sample data come and go as a whole, and touch nothing real."""

from collections.abc import Callable
from datetime import timedelta

from infra.kit.clock import FixedClock
from infra.onboarding.sample.load import load_sample_data, remove_sample_data
from reporting.facade import minutes_between
from reporting.selectors import tallies
from telephony import facade as telephony
from tenants.crm import facade as crm
from tenants.crm.selectors import contacts, timeline
from tenants.directory.context import in_tenant
from tests.tenants.people import TenantClient

Api = Callable[..., TenantClient]


def prepare(tenant: str, clock: FixedClock) -> None:
    owner = telephony.Owner(1, "Owner", "owner@acme.example")
    telephony.create_defaults(tenant, "Acme", "", "America/New_York", "en", owner, clock.now())


def test_a_week_appears_in_contacts_calls_and_report_and_goes_again(acme: str, clock: FixedClock) -> None:
    prepare(acme, clock)
    week = (clock.now() - timedelta(days=8), clock.now() + timedelta(days=1))
    with in_tenant(acme):
        calls = load_sample_data(timezone="America/New_York", now=clock.now())
        assert calls > 100
        assert sum(tally.offered for tally in tallies(*week).values()) == calls
        assert sum(timeline(contact.pk).count() for contact in contacts()) == calls
        assert telephony.billable_calls(*week) == []
        assert minutes_between(*week) == 0
        assert remove_sample_data(now=clock.now()) == calls
        assert (tallies(*week), contacts().count(), telephony.has_samples()) == ({}, 0, False)


def test_contacts_came_with_their_first_call_and_were_last_seen_at_their_newest(
    acme: str, clock: FixedClock
) -> None:
    prepare(acme, clock)
    with in_tenant(acme):
        load_sample_data(timezone="America/New_York", now=clock.now())
        for contact in contacts():
            at = sorted(entry.at for entry in timeline(contact.pk))
            assert (contact.created_at, contact.last_seen_at) == (at[0], at[-1])
            assert (contact.name != "", contact.company) == (True, "")


def test_loading_twice_is_loading_once_and_what_is_real_stays(acme: str, clock: FixedClock) -> None:
    prepare(acme, clock)
    with in_tenant(acme):
        mine = crm.contact_for_number("+12025550177", clock.now())
        crm.add_note(mine.id, text="real", author="Owner", now=clock.now())
        load_sample_data(timezone="America/New_York", now=clock.now())
        spoken = contacts("Harbour Dental")[0]
        crm.add_note(spoken.pk, text="really spoke with them", author="Owner", now=clock.now())
        once = contacts().count()
        load_sample_data(timezone="America/New_York", now=clock.now())
        assert contacts().count() == once
        remove_sample_data(now=clock.now())
        left = {contact.pk: [entry.text for entry in timeline(contact.pk)] for contact in contacts()}
    assert left == {mine.id: ["real"], spoken.pk: ["really spoke with them"]}


def test_only_administrators_load_and_only_into_their_own_company(
    acme: str, globex: str, api: Api, clock: FixedClock
) -> None:
    prepare(acme, clock)
    prepare(globex, clock)
    assert api(acme, role="agent").post("/api/v1/sample-data").status_code == 403
    assert api(acme, role="admin").post("/api/v1/sample-data").json() == {"loaded": True}
    assert api(globex, role="agent").get("/api/v1/sample-data").json() == {"loaded": False}
    assert api(acme).delete("/api/v1/sample-data").json() == {"loaded": False}
