"""The set-up API: roles, revisions, refusals that name the field, and nobody else's rows."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from infra.kit.clock import FixedClock
from telephony.carriers import access
from telephony.models import BusinessHours, Flow, FlowVersion, NumberRoute, Queue
from telephony.services.setup.numbers import buy_number
from telephony.simulator.embedded import Running
from tenants.directory.context import in_tenant
from tests.telephony.setup.conftest import NUMBER, OTHER_NUMBER, furnish
from tests.tenants.people import TenantClient, stranger_at

Api = Callable[..., TenantClient]
V1 = "/api/v1"


@pytest.fixture
def admin(furnished: str, api: Api) -> TenantClient:
    """An administrator of Acme."""
    return api(furnished, role="admin")


def flow_id(key: str) -> int:
    with in_tenant(key):
        return Flow.objects.get().pk


def pointers(answer: Any) -> list[str]:
    return [error["pointer"] for error in answer.json()["errors"]]


def test_a_flow_is_read_changed_and_published(admin: TenantClient, furnished: str) -> None:
    address = f"{V1}/flows/{flow_id(furnished)}"
    read = admin.get(address)
    flow = read.json()
    assert (flow["draft_rev"], flow["live"]["number"], flow["problems"]) == (1, 1, [])
    assert read.headers["ETag"] == '"1"'
    draft = deepcopy(flow["draft"])
    draft["nodes"][2]["params"]["text"] = {"en": "Good day."}
    saved = admin.put(f"{address}/draft", draft, headers={"If-Match": '"1"'})
    assert saved.json()["draft_rev"] == 2
    assert [problem["code"] for problem in saved.json()["problems"]] == ["lang_missing"]
    published = admin.post(f"{address}/publish", {"message": "Friendlier"})
    assert (published.status_code, published.json()["number"]) == (200, 2)
    with in_tenant(furnished):
        live = FlowVersion.objects.get(number=2)
        assert live.content["nodes"][2]["params"]["text"] == {"en": "Good day."}
        assert live.author == admin.user.name
    assert [row["live"]["number"] for row in admin.get(f"{V1}/flows").json()] == [2]


def test_publishing_the_same_again_makes_no_version(admin: TenantClient, furnished: str) -> None:
    address = f"{V1}/flows/{flow_id(furnished)}"
    draft = admin.get(address).json()["draft"] | {"ui": {"pos": {"start": [9, 9]}}}
    admin.put(f"{address}/draft", draft, headers={"If-Match": "1"})
    assert admin.post(f"{address}/publish").json()["number"] == 1


def test_a_flow_with_errors_is_saved_but_not_published(admin: TenantClient, furnished: str) -> None:
    address = f"{V1}/flows/{flow_id(furnished)}"
    draft = admin.get(address).json()["draft"]
    draft["nodes"][0]["exits"]["next"] = "nowhere"
    assert admin.put(f"{address}/draft", draft, headers={"If-Match": "1"}).status_code == 200
    refused = admin.post(f"{address}/publish", {})
    assert (refused.status_code, refused.json()["code"]) == (422, "flow_has_errors")
    assert pointers(refused)[0] == "/nodes/0/exits/next"
    assert refused.json()["errors"][0]["code"] == "dangling_exit"
    assert "dangling_exit" in [problem["code"] for problem in refused.json()["problems"]]
    with in_tenant(furnished):
        assert FlowVersion.objects.count() == 1


def test_nobody_saves_over_somebody_else(admin: TenantClient, furnished: str) -> None:
    address = f"{V1}/flows/{flow_id(furnished)}/draft"
    assert admin.put(address, {"a": 1}, headers={"If-Match": "1"}).status_code == 200
    late = admin.put(address, {"a": 2}, headers={"If-Match": "1"})
    assert (late.status_code, late.json()["code"], late.json()["draft_rev"]) == (412, "draft_changed", 2)
    assert admin.put(address, {"a": 2}).status_code == 428
    assert admin.put(address, {"a": 2}, headers={"If-Match": "*"}).status_code == 428
    with in_tenant(furnished):
        assert Flow.objects.get().draft == {"a": 1}


@pytest.mark.parametrize("body", [{"a": "\x00"}, {"\x00": 1}, {"a": ["x" * 600_000]}, [], "flow", 3])
def test_a_draft_that_cannot_be_stored_is_refused(admin: TenantClient, furnished: str, body: Any) -> None:
    answer = admin.put(f"{V1}/flows/{flow_id(furnished)}/draft", body, headers={"If-Match": "1"})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_surrogate_alone_is_refused(admin: TenantClient, furnished: str) -> None:
    address = f"{V1}/flows/{flow_id(furnished)}/draft"
    answer = admin.generic("PUT", address, '{"a": "\\ud800"}', "application/json", HTTP_IF_MATCH="1")
    assert answer.status_code == 400


def test_a_queue_is_changed(admin: TenantClient, furnished: str) -> None:
    queue = next(row for row in admin.get(f"{V1}/queues").json() if row["name"] == "Sales")
    assert (queue["skill"], queue["offer_timeout_s"], queue["target_s"]) == ("Sales", 20, 20)
    answer = admin.patch(f"{V1}/queues/{queue['id']}", {"name": "Orders", "offer_timeout_s": 30})
    assert (answer.json()["name"], answer.json()["offer_timeout_s"]) == ("Orders", 30)
    with in_tenant(furnished):
        assert Queue.objects.get(pk=queue["id"]).offer_timeout_s == 30


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"offer_timeout_s": 6}, "/offer_timeout_s"),
        ({"offer_timeout_s": 61}, "/offer_timeout_s"),
        ({"offer_timeout_s": "20"}, "/offer_timeout_s"),
        ({"offer_timeout_s": True}, "/offer_timeout_s"),
        ({"offer_timeout_s": 20.5}, "/offer_timeout_s"),
        ({"name": 5}, "/name"),
        ({"name": ""}, "/name"),
        ({"name": "Support"}, "/name"),
        ({"name": "a\x00b"}, "/name"),
        ({"nmae": "x"}, "/nmae"),
        ({"skill": 1}, "/skill"),
        ({"music_url": "javascript:alert(1)"}, "/music_url"),
    ],
)
def test_a_wrong_queue_field_is_named(
    admin: TenantClient, furnished: str, body: dict[str, Any], pointer: str
) -> None:
    with in_tenant(furnished):
        sales = Queue.objects.get(name="Sales").pk
    answer = admin.patch(f"{V1}/queues/{sales}", body)
    assert (answer.status_code, pointers(answer)) == (400, [pointer])


def test_hours_are_replaced(admin: TenantClient, furnished: str) -> None:
    (hours,) = admin.get(f"{V1}/hours").json()
    assert (hours["timezone"], hours["is_open"]) == ("America/New_York", True)
    body = {
        "name": "Office",
        "timezone": "Europe/Paris",
        "weekly": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]},
        "closures": [
            {"on": "2026-12-25", "name": "Christmas"},
            {"on": "2026-12-24", "open": [["09:00", "12:00"]]},
        ],
    }
    answer = admin.put(f"{V1}/hours/{hours['id']}", body)
    assert (answer.status_code, answer.json()["is_open"]) == (200, True)  # 16:00 in Paris
    with in_tenant(furnished):
        assert BusinessHours.objects.get().closures[1]["open"] == [["09:00", "12:00"]]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"timezone": "Nowhere"}, "/timezone"),
        ({"timezone": None}, "/timezone"),
        ({"weekly": {"mon": [["18:00", "09:00"]]}}, "/weekly/mon/0"),
        ({"weekly": {"someday": []}}, "/weekly/someday"),
        ({"closures": [{"on": "2026-02-30"}]}, "/closures/0/on"),
        ({"closures": [{"on": "2026-02-03", "until": "x"}]}, "/closures/0/until"),
        ({"extra": 1}, "/extra"),
    ],
)
def test_a_wrong_part_of_the_hours_is_named(
    admin: TenantClient, furnished: str, change: dict[str, Any], pointer: str
) -> None:
    (hours,) = admin.get(f"{V1}/hours").json()
    body = {"name": "Office", "timezone": "UTC", "weekly": {}, "closures": []} | change
    answer = admin.put(f"{V1}/hours/{hours['id']}", body)
    assert (answer.status_code, pointers(answer)) == (400, [pointer])


def test_numbers_are_searched_bought_listed_and_routed(
    connected: str, api: Api, stand_in: Running, clock: FixedClock
) -> None:
    owner = api(connected, role="owner")
    offered = owner.get(f"{V1}/numbers/available?area_code=415").json()
    assert 1 <= len(offered) <= 10
    bought = owner.post(f"{V1}/numbers", {"phone_number": offered[0]["phone_number"]})
    assert (bought.status_code, bought.json()["state"]) == (201, "active")
    number = bought.json()
    renamed = owner.patch(f"{V1}/numbers/{number['id']}", {"label": "Hotline", "flow_id": number["flow_id"]})
    assert renamed.json()["label"] == "Hotline"
    assert [row["e164"] for row in owner.get(f"{V1}/numbers").json()] == [offered[0]["phone_number"]]
    again = owner.post(f"{V1}/numbers", {"phone_number": "+1415"})
    assert (again.status_code, pointers(again)) == (400, ["/phone_number"])


def test_a_carrier_that_refuses_or_is_away_is_explained(
    connected: str, api: Api, stand_in: Running, settings: Any
) -> None:
    owner = api(connected, role="owner")
    access.parent_provisioning().buy_number(NUMBER, access.links("t_stranger"))
    gone = owner.post(f"{V1}/numbers", {"phone_number": NUMBER})
    assert (gone.status_code, gone.json()["code"], pointers(gone)) == (409, "number_taken", ["/phone_number"])
    settings.CARRIER_API_BASE = "http://127.0.0.1:1"
    away = owner.post(f"{V1}/numbers", {"phone_number": OTHER_NUMBER})
    assert (away.status_code, away.json()["code"]) == (503, "carrier_unavailable")


def addresses(key: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Every writing address with a body that would work."""
    with in_tenant(key):
        flow, queue, hours = Flow.objects.get(), Queue.objects.first(), BusinessHours.objects.get()
        number = NumberRoute.objects.first()
    assert queue is not None
    body = {"name": "X", "timezone": "UTC", "weekly": {}}
    return [
        ("PUT", f"{V1}/flows/{flow.pk}/draft", flow.draft),
        ("POST", f"{V1}/flows/{flow.pk}/publish", {}),
        ("PATCH", f"{V1}/queues/{queue.pk}", {"target_s": 30}),
        ("PUT", f"{V1}/hours/{hours.pk}", body),
        ("PATCH", f"{V1}/numbers/{number.pk if number else 1}", {"label": "X"}),
    ]


def statuses(client: TenantClient, key: str) -> set[int]:
    return {
        client.generic(method, address, json.dumps(body),
                       "application/json", HTTP_IF_MATCH="1").status_code
        for method, address, body in addresses(key)
    }  # fmt: skip


@pytest.fixture
def numbered(connected: str, clock: FixedClock) -> str:
    """Acme with a number."""
    buy_number(connected, NUMBER, clock.now())
    return connected


@pytest.mark.parametrize("role", ["agent", "supervisor"])
def test_only_administrators_write(numbered: str, api: Api, role: str) -> None:
    assert statuses(api(numbered, role=role), numbered) == {403}


@pytest.mark.parametrize("role", ["admin", "owner"])
def test_administrators_write(numbered: str, api: Api, role: str) -> None:
    assert statuses(api(numbered, role=role), numbered) == {200}


def test_strangers_get_nothing(numbered: str) -> None:
    assert statuses(stranger_at(numbered), numbered) <= {401, 403}


@pytest.mark.parametrize(("role", "status"), [("agent", 403), ("supervisor", 200)])
def test_supervisors_read(numbered: str, api: Api, role: str, status: int) -> None:
    client = api(numbered, role=role)
    for address in ("flows", f"flows/{flow_id(numbered)}", "queues", "hours", "numbers"):
        assert client.get(f"{V1}/{address}").status_code == status


def test_another_companys_rows_do_not_exist(numbered: str, globex: str, api: Api, clock: FixedClock) -> None:
    furnish(globex, clock, "zh-hans", "Asia/Shanghai")
    intruder = api(globex, role="owner")
    assert statuses(intruder, numbered) == {404}
    assert intruder.get(f"{V1}/numbers").json() == []
    assert NUMBER not in intruder.get(f"{V1}/flows").content.decode()
    member = api(numbered, role="owner")
    elsewhere = api(globex, user=member.user)
    assert {
        elsewhere.get(f"{V1}/{name}").status_code for name in ("flows", "queues", "hours", "numbers")
    } == {403}
