"""A company's people: invited, changed, removed, and never another company's."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client

from infra.base.models import AuditEntry
from infra.base.problems import Refusal
from infra.kit.clock import FixedClock
from tenants.directory.context import current_tenant
from tenants.identity import hooks
from tenants.identity.models import Membership, User
from tenants.identity.selectors import Member, actor_for, members
from tests.tenants.people import PASSWORD, TenantClient, member

Api = Callable[..., TenantClient]
NEW = {"email": "Bea@New.example", "name": "Bea", "role": "agent"}


class NoSeat(Refusal):
    """What billing would say."""

    code = "no_seat"
    detail = "All seats are taken. Buy one more first."


@pytest.fixture
def told() -> Iterator[list[tuple[str, Member]]]:
    seen: list[tuple[str, Member]] = []

    def callback(changed: Member) -> None:
        seen.append((current_tenant(), changed))

    hooks._changed.append(callback)
    yield seen
    hooks._changed.remove(callback)


@pytest.fixture
def one_seat() -> Iterator[None]:
    def check(tenant_key: str, seats: int) -> None:
        if seats > 1:
            raise NoSeat

    hooks._seat_checks.append(check)
    yield
    hooks._seat_checks.remove(check)


def _ticket(url: str) -> str:
    return parse_qs(urlsplit(url).query)["ticket"][0]


def _join(host: str, ticket: str, password: str = PASSWORD) -> tuple[Client, int]:
    client = Client(HTTP_HOST=host)
    body = {"ticket": ticket, "name": "Bea Long", "password": password}
    answer = client.post("/api/v1/join", body, content_type="application/json")
    return client, answer.status_code


def test_an_invited_person_joins_once(acme: str, api: Api, told: list[tuple[str, Member]]) -> None:
    answer = api(acme, role="admin").post("/api/v1/team", NEW)
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert body["email"] == "bea@new.example"
    assert body["invite_url"].startswith("http://acme.localhost:8000/join?ticket=")
    assert told[0][0] == acme
    assert told[0][1].is_agent
    assert mail.outbox[0].to == ["bea@new.example"]
    user = User.objects.get(email="bea@new.example")
    assert actor_for(user, acme) is None

    ticket = _ticket(body["invite_url"])
    seen = Client(HTTP_HOST="acme.localhost").get("/api/v1/join", {"ticket": ticket})
    assert seen.json() == {"email": "bea@new.example", "name": "Bea", "company": "Acme"}
    client, status = _join("acme.localhost", ticket)
    assert status == 204
    assert client.get("/api/v1/me").json()["user"]["name"] == "Bea Long"
    assert _join("acme.localhost", ticket)[1] == 410


@pytest.mark.parametrize(
    ("browser", "chosen", "seen"),
    [("zh-CN,zh;q=0.9", None, "zh-hans"), ("fr", None, "en"), ("en", "zh-hans", "zh-hans")],
)
def test_who_joins_keeps_the_language_of_the_page(
    acme: str, api: Api, browser: str, chosen: str | None, seen: str
) -> None:
    url = api(acme, role="admin").post("/api/v1/team", NEW).json()["invite_url"]
    client = Client(HTTP_HOST="acme.localhost", headers={"Accept-Language": browser})
    body = {"ticket": _ticket(url), "name": "Bea", "password": PASSWORD} | (
        {"locale": chosen} if chosen else {}
    )
    assert client.post("/api/v1/join", body, content_type="application/json").status_code == 204
    assert client.get("/api/v1/me").json()["user"]["locale"] == seen


def test_a_ticket_opens_no_other_company(acme: str, globex: str, api: Api) -> None:
    url = api(acme, role="admin").post("/api/v1/team", NEW).json()["invite_url"]
    assert _join("globex.localhost", _ticket(url))[1] == 410
    assert _join("acme.localhost", _ticket(url), password="password")[1] == 400
    assert _join("acme.localhost", _ticket(url))[1] == 204


def test_a_ticket_expires(acme: str, api: Api, clock: FixedClock) -> None:
    url = api(acme, role="admin").post("/api/v1/team", NEW).json()["invite_url"]
    clock.advance(8 * 24 * 3600)
    assert _join("acme.localhost", _ticket(url))[1] == 410


def test_the_inviter_cannot_set_the_password_of_an_existing_account(acme: str, globex: str, api: Api) -> None:
    elsewhere = member(globex, "admin")
    body = {"email": elsewhere.email, "name": "X", "role": "agent"}
    refused = api(acme, role="admin").post("/api/v1/team", {**body, "password": PASSWORD + "!"})
    assert refused.json()["code"] == "has_account"
    answer = api(acme, role="admin").post("/api/v1/team", body)
    assert answer.json()["invite_url"] is None
    assert mail.outbox[0].to == [elsewhere.email]
    assert "/join?ticket=" in mail.outbox[0].body
    # Until the owner of the mailbox accepts, knowing the password opens nothing here.
    assert actor_for(elsewhere, acme) is None
    assert actor_for(elsewhere, globex) is not None


def test_with_a_password_a_new_person_enters_at_once(acme: str, api: Api) -> None:
    answer = api(acme).post("/api/v1/team", {**NEW, "password": PASSWORD})
    assert answer.json()["invite_url"] is None
    assert answer.json()["joined"] is True
    assert actor_for(User.objects.get(email="bea@new.example"), acme) is not None


@pytest.mark.parametrize(
    ("password", "code", "words"),
    [
        ("12345", "password_too_short", "too short"),
        ("password123", "password_too_common", "Many people"),
        ("bea@new.example", "password_too_similar", "like your name"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_weak_password_is_refused_with_one_reason_in_one_language(
    acme: str, api: Api, password: str, code: str, words: str, language: str
) -> None:
    headers = {"Accept-Language": language}
    answer = api(acme).post("/api/v1/team", {**NEW, "password": password}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    [error] = answer.json()["errors"]
    assert (error["pointer"], error["code"], error["detail"]) == ("/password", code, answer.json()["detail"])
    assert words in error["detail"]
    assert error["detail"].isascii()
    assert error["detail"].count(".") == 2


def test_a_member_is_not_invited_twice(acme: str, api: Api) -> None:
    owner = api(acme)
    owner.post("/api/v1/team", NEW)
    again = owner.post("/api/v1/team", NEW)
    assert (again.status_code, again.json()["code"]) == (409, "already_member")


def test_no_more_seats_than_bought(acme: str, api: Api, one_seat: None) -> None:
    owner = api(acme)  # takes the one seat
    refused = owner.post("/api/v1/team", NEW)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_seat")
    assert not User.objects.filter(email="bea@new.example").exists()
    assert owner.post("/api/v1/team", {**NEW, "role": "supervisor"}).status_code == 201


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("agent", 403, 403), ("supervisor", 200, 403), ("admin", 200, 201), ("owner", 200, 201)],
)
def test_roles(acme: str, api: Api, role: str, reads: int, writes: int) -> None:
    client = api(acme, role=role)
    assert client.get("/api/v1/team").status_code == reads
    assert client.post("/api/v1/team", NEW).status_code == writes


def test_an_administrator_makes_and_touches_no_owner(acme: str, api: Api) -> None:
    owner, admin = api(acme), api(acme, role="admin")
    owners_row = Membership.objects.get(user=owner.user)
    assert admin.post("/api/v1/team", {**NEW, "role": "owner"}).status_code == 403
    assert admin.patch(f"/api/v1/team/{owners_row.pk}", {"role": "agent"}).status_code == 403
    assert admin.delete(f"/api/v1/team/{owners_row.pk}").status_code == 403
    own_row = Membership.objects.get(user=admin.user)
    assert admin.patch(f"/api/v1/team/{own_row.pk}", {"role": "owner"}).status_code == 403


def test_the_last_owner_stays(acme: str, api: Api) -> None:
    owner = api(acme)
    row = Membership.objects.get(user=owner.user)
    for answer in (
        owner.delete(f"/api/v1/team/{row.pk}"),
        owner.patch(f"/api/v1/team/{row.pk}", {"role": "admin"}),
        owner.patch(f"/api/v1/team/{row.pk}", {"disabled": True}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    member(acme, "owner")
    assert owner.delete(f"/api/v1/team/{row.pk}").status_code == 204


def test_a_removed_member_is_out_at_once_and_written_down(
    acme: str, api: Api, told: list[tuple[str, Member]]
) -> None:
    owner, agent = api(acme), api(acme, role="agent")
    row = Membership.objects.get(user=agent.user)
    assert agent.get("/api/v1/me").status_code == 200
    assert owner.delete(f"/api/v1/team/{row.pk}").status_code == 204
    assert agent.get("/api/v1/me").status_code == 403
    assert told[-1][1].disabled
    entry = AuditEntry.objects.filter(tenant_key=acme).latest("id")
    assert (entry.action, entry.actor) == ("member.changed", f"user:{owner.user.pk}")


def test_other_companies_members_are_not_there(acme: str, globex: str, api: Api) -> None:
    theirs = Membership.objects.get(user=member(globex, "agent"))
    owner = api(acme)
    assert theirs.pk not in [row["id"] for row in owner.get("/api/v1/team").json()]
    assert owner.patch(f"/api/v1/team/{theirs.pk}", {"role": "admin"}).status_code == 404
    assert owner.delete(f"/api/v1/team/{theirs.pk}").status_code == 404
    assert [one.email for one in members(acme)] == [owner.user.email]


def test_a_person_changes_name_and_language(acme: str, api: Api, told: list[tuple[str, Member]]) -> None:
    agent = api(acme, role="agent")
    answer = agent.patch("/api/v1/me", {"name": "Ann", "locale": "zh-hans"})
    assert answer.json()["user"] == {
        "id": agent.user.pk,
        "email": agent.user.email,
        "name": "Ann",
        "locale": "zh-hans",
    }
    assert told[-1][1].name == "Ann"
    assert agent.patch("/api/v1/me", {"locale": "fr"}).json()["errors"][0]["pointer"] == "/locale"
