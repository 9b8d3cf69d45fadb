"""The report over real facts: through the services and the API, in two tenants."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from operator import add
from random import Random
from typing import Any

import pytest

from infra.kit.clock import FixedClock
from reporting.engine.tally import Tally
from reporting.selectors import tallies
from reporting.services.refresh_intervals import refresh_intervals
from reporting.tasks import refresh_tenant
from telephony import facade as telephony
from tenants.crm import facade as crm
from tenants.directory.context import in_tenant
from tests.tenants.people import TenantClient

Api = Callable[..., TenantClient]


def defaults(tenant: str, now: datetime) -> None:
    telephony.create_defaults(
        tenant, "Acme", "", "America/New_York", "en", telephony.Owner(1, "Owner", "owner@acme.example"), now
    )


def past_call(
    queue_id: int, agent_id: int | None, begun: datetime, wait_s: float, contact: crm.ContactCard
) -> telephony.PastCall:
    queued = begun + timedelta(seconds=10)
    left = queued + timedelta(seconds=wait_s)
    ended = left + timedelta(seconds=60 if agent_id else 0)
    return telephony.PastCall(
        from_number=contact.number, to_number="+12025550199", contact_id=contact.id, caller_name="",
        queue_id=queue_id, agent_id=agent_id, started_at=begun, enqueued_at=queued, left_queue_at=left,
        ended_at=ended, wrapped_up_at=ended + timedelta(seconds=30), hold_ms=5_000 if agent_id else 0,
        disposition="", note="",
    )  # fmt: skip


def write(tenant: str, clock: FixedClock, waits: list[tuple[float, bool]]) -> None:
    defaults(tenant, clock.now())
    with in_tenant(tenant):
        contact = crm.contact_for_number("+12025550123", clock.now())
        queue, agent = telephony.queues()[0], telephony.agents()[0]
        begun = clock.now() - timedelta(hours=2)
        telephony.write_samples(
            [
                past_call(
                    queue.id, agent.id if answered else None, begun + timedelta(minutes=3 * n), wait, contact
                )
                for n, (wait, answered) in enumerate(waits)
            ],
            now=clock.now(),
        )


def asked(client: TenantClient, clock: FixedClock, **more: str) -> dict[str, Any]:
    period = {
        "from": (clock.now() - timedelta(days=1)).isoformat(),
        "to": (clock.now() + timedelta(days=1)).isoformat(),
    }
    answer = client.get("/api/v1/reports/queue-intervals", {**period, **more})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_figures_formula_and_freshness(acme: str, api: Api, clock: FixedClock) -> None:
    write(acme, clock, [(10, True), (20, True), (21, True), (4, False), (40, False)])
    refresh_tenant.delay(acme)
    report = asked(api(acme, role="supervisor"), clock)
    totals = report["totals"]
    assert isinstance(totals, dict)
    assert (totals["offered"], totals["answered"], totals["abandoned"], totals["short_abandoned"]) == (
        5,
        3,
        2,
        1,
    )
    assert totals["service_level"] == pytest.approx(2 / 4)
    assert totals["asa_s"] == pytest.approx(17.0)
    assert totals["aht_s"] == pytest.approx(90.0)
    assert report["formula"]["name"] == "service_level_net_v1"
    assert datetime.fromisoformat(str(report["fresh_at"])) == clock.now()
    assert report["timezone"] == "America/New_York"


def test_a_held_call_has_the_same_talk_time_in_its_detail_and_in_the_report(
    acme: str, api: Api, clock: FixedClock
) -> None:
    write(acme, clock, [(10, True)])  # a minute after the wait, five seconds of it on hold
    refresh_tenant.delay(acme)
    client = api(acme, role="supervisor")
    totals = asked(client, clock)["totals"]
    [call] = client.get("/api/v1/calls").json()["results"]
    [handling] = client.get(f"/api/v1/calls/{call['id']}").json()["handlings"]
    assert (handling["talk_ms"], handling["hold_ms"]) == (55_000, 5_000)
    assert (totals["talk_s"], totals["hold_s"]) == (55.0, 5.0)


@pytest.mark.parametrize("interval", ["15", "30", "60", "day"])
def test_rows_of_every_width_sum_to_the_totals(acme: str, api: Api, clock: FixedClock, interval: str) -> None:
    write(acme, clock, [(n, n % 3 > 0) for n in range(30)])
    with in_tenant(acme):
        refresh_intervals(now=clock.now())
    report = asked(api(acme), clock, interval=interval)
    for name in ("offered", "answered", "abandoned", "answered_in_target"):
        assert sum(row[name] for row in report["rows"]) == report["totals"][name]


def test_refreshing_bit_by_bit_equals_one_computation(acme: str, clock: FixedClock) -> None:
    random = Random(5)
    defaults(acme, clock.now())
    with in_tenant(acme):
        contact = crm.contact_for_number("+12025550123", clock.now())
        queue, agent = telephony.queues()[0], telephony.agents()[0]
        for _ in range(12):
            clock.advance(random.randint(60, 5000))
            begun = clock.now() - timedelta(minutes=8)
            who = agent.id if random.random() < 0.7 else None
            telephony.write_samples(
                [past_call(queue.id, who, begun, random.randint(1, 60), contact)], now=clock.now()
            )
            refresh_intervals(now=clock.now())
        whole = (clock.now() - timedelta(days=30), clock.now() + timedelta(days=1))
        step_by_step = tallies(*whole)
        refresh_intervals(now=clock.now(), since=whole[0])
        assert tallies(*whole) == step_by_step
        assert reduce(add, step_by_step.values(), Tally()).offered == 12


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({}, "/from"),
        ({"from": "yesterday", "to": "2026-03-03T00:00:00Z"}, "/from"),
        ({"from": "2026-03-03T00:00:00Z", "to": "2026-03-02T00:00:00Z"}, "/to"),
        ({"from": "2026-01-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}, "/to"),
        ({"from": "2026-03-02T00:00:00Z", "to": "2026-03-03T00:00:00Z", "interval": "7"}, "/interval"),
    ],
)
def test_bad_periods_are_named(acme: str, api: Api, query: dict[str, str], pointer: str) -> None:
    refused = api(acme).get("/api/v1/reports/queue-intervals", query)
    assert refused.status_code == 400
    assert pointer in [error["pointer"] for error in refused.json()["errors"]]


def test_agents_may_not_read_reports_and_other_companies_see_their_own(
    acme: str, globex: str, api: Api, clock: FixedClock
) -> None:
    write(acme, clock, [(10, True)])
    refresh_tenant.delay(acme)
    refresh_tenant.delay(globex)
    assert api(acme, role="agent").get("/api/v1/reports/queue-intervals").status_code == 403
    assert asked(api(globex), clock)["rows"] == []
    assert len(asked(api(acme), clock)["rows"]) == 1
