"""Signing up: the form, and a setting-up that survives being killed at every point."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from infra.base.problems import Refusal
from infra.kit.clock import FixedClock
from infra.onboarding.order import Order
from infra.onboarding.services.run_step import resumable, run_step, stalled
from infra.onboarding.services.sign_up import Application, SignedUp, sign_up
from infra.onboarding.steps import STEPS, Step
from tenants.directory import facade as directory
from tests.tenants.people import PASSWORD, TenantClient, stranger_at

Api = Callable[..., TenantClient]
FORM = {
    "company": "Blue Door Bakery",
    "name": "Bo",
    "email": "bo@bakery.example",
    "password": PASSWORD,
    "country": "US",
    "timezone": "America/New_York",
    "locale": "en",
    "phone_number": "+1 500 555 0006",
}


class Gone(Refusal):
    """What telephony would say."""

    code = "number_taken"
    detail = "This number is no longer available. Choose another one."


class Killed(BaseException):
    """The worker dies: nothing catches this."""


class Recorder:
    """Steps that write down that they ran, and fail when told to."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.failures: dict[str, BaseException] = {}

    def steps(self) -> Sequence[Step]:
        return [Step(step.name, self._runner(step.name), needed=step.needed) for step in STEPS]

    def _runner(self, name: str) -> Callable[[Order, datetime], None]:
        def run(order: Order, now: datetime) -> None:
            self.ran.append(name)
            failure = self.failures.pop(name, None)
            if failure is not None:
                raise failure

        return run


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def _started() -> list[str]:
    """The companies whose setting-up would begin at commit; a test's transaction never commits."""
    calls = [entry[1] for entry in connection.run_on_commit]
    return [call.args[0] for call in calls if isinstance(call, partial)]


def _signed_up(now: datetime, **changes: str) -> SignedUp:
    fields = {"slug": "", **FORM, "phone_number": "+15005550006", **changes}
    return sign_up(Application(**fields), now=now)


def _states(key: str) -> dict[str, str]:
    return {step.name: step.state for step in directory.steps(key)}


def _run_all(key: str, recorder: Recorder, now: datetime) -> None:
    while run_step(key, now, recorder.steps()):
        pass


def test_the_form_makes_a_company_and_lets_its_owner_in(db: None) -> None:
    client = Client(HTTP_HOST="localhost")
    answer = client.post("/api/v1/signup", FORM, content_type="application/json")
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert body["tenant"] == {"slug": "blue-door-bakery", "name": "Blue Door Bakery"}
    tenant = directory.tenant_by_host("blue-door-bakery.localhost")
    assert tenant is not None
    assert _started() == [tenant.key]

    enter = urlsplit(body["enter_url"])
    assert enter.netloc == "blue-door-bakery.localhost:8000"
    owner = Client(HTTP_HOST="blue-door-bakery.localhost")
    owner.get(f"{enter.path}?{enter.query}")
    me = owner.get("/api/v1/me").json()
    assert (me["role"], me["tenant"]["state"], me["agent_id"]) == ("owner", "provisioning", None)
    progress = owner.get("/api/v1/provisioning").json()
    assert {step["state"] for step in progress["steps"]} == {"pending"}
    assert client.get(urlsplit(body["status_url"]).path).json() == progress
    waiting = owner.get("/api/v1/contacts")
    assert (waiting.status_code, waiting.json()["code"]) == (503, "not_ready")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"email": "no"}, "/email"),
        ({"timezone": "Mars/Olympus"}, "/timezone"),
        ({"country": "USA"}, "/country"),
        ({"phone_number": "12"}, "/phone_number"),
        ({"password": "12345"}, "/password"),
        ({"slug": "a"}, "/slug"),
        ({"slug": "admin"}, "/slug"),
        ({"slug": "acme"}, "/slug"),
        ({"company": ""}, "/company"),
        ({"company": "!!! 🙂"}, "/company"),
        ({"locale": "xx"}, "/locale"),
    ],
)
def test_a_wrong_field_is_named(acme: str, change: dict[str, str], pointer: str) -> None:
    client = Client(HTTP_HOST="localhost")
    answer = client.post("/api/v1/signup", {**FORM, **change}, content_type="application/json")
    assert answer.status_code in (400, 409)
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert _started() == []


def test_an_address_with_an_account_needs_its_password(db: None) -> None:
    client = Client(HTTP_HOST="localhost")
    client.post("/api/v1/signup", FORM, content_type="application/json")
    other = {**FORM, "password": "another " + PASSWORD}
    refused = client.post("/api/v1/signup", other, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "email_taken")
    again = client.post("/api/v1/signup", FORM, content_type="application/json")
    assert again.json()["tenant"]["slug"] == "blue-door-bakery-2"


def test_addresses_are_proposed(acme: str) -> None:
    client = Client(HTTP_HOST="localhost")
    assert client.get("/api/v1/signup/slug", {"name": "Acme"}).json()["slug"] == "acme-2"
    assert client.get("/api/v1/signup/slug", {"name": "AB"}).json()["slug"] == "ab-company"
    neutral = client.get("/api/v1/signup/slug", {"name": "蓝门"}).json()
    assert re.fullmatch("company-[a-z]{4}", neutral["slug"])
    assert neutral["available"] is True
    taken = client.get("/api/v1/signup/slug", {"slug": "ACME"}).json()
    assert (taken["available"], taken["reason"]) == (False, "taken")


def test_a_wished_address_is_free_taken_reserved_or_bad(acme: str) -> None:
    client = Client(HTTP_HOST="localhost")
    for slug, available in (
        ("blue-door", True),
        ("acme", False),
        ("admin", False),
        ("www", False),
        ("-", False),
    ):
        assert client.get("/api/v1/signup/slug", {"slug": slug}).json()["available"] is available, slug


def test_a_taken_address_is_refused_and_none_is_made_from_the_name(acme: str) -> None:
    client = Client(HTTP_HOST="localhost")
    taken = client.post("/api/v1/signup", {**FORM, "slug": "acme"}, content_type="application/json")
    assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")
    assert taken.json()["errors"][0]["pointer"] == "/slug"
    named = {**FORM, "slug": "", "company": "蓝门 Bakery"}
    made = client.post("/api/v1/signup", named, content_type="application/json")
    assert made.json()["tenant"] == {"slug": "bakery", "name": "蓝门 Bakery"}


def test_a_companys_own_host_has_no_sign_up(acme: str) -> None:
    answer = stranger_at(acme).post("/api/v1/signup", FORM)
    assert answer.status_code == 404


def test_all_steps_run_in_order_and_open_the_company(db: None, clock: FixedClock, recorder: Recorder) -> None:
    key = _signed_up(clock.now()).tenant.key
    _run_all(key, recorder, clock.now())
    assert recorder.ran == [step.name for step in STEPS]
    assert set(_states(key).values()) == {"done"}
    assert directory.tenant_by_key(key).state == "active"


def test_without_a_number_its_step_is_skipped(db: None, clock: FixedClock, recorder: Recorder) -> None:
    key = _signed_up(clock.now(), phone_number="").tenant.key
    _run_all(key, recorder, clock.now())
    assert "number" not in recorder.ran
    assert _states(key)["number"] == "skipped"
    assert directory.tenant_by_key(key).state == "active"


@pytest.mark.parametrize("name", [step.name for step in STEPS])
def test_killed_in_any_step_it_goes_on_there(
    db: None, clock: FixedClock, recorder: Recorder, name: str
) -> None:
    key = _signed_up(clock.now()).tenant.key
    recorder.failures[name] = Killed()
    with pytest.raises(Killed):
        _run_all(key, recorder, clock.now())
    assert _states(key)[name] == "running"
    # Another worker leaves it alone while the first may be alive, and the sweep too.
    assert not run_step(key, clock.now(), recorder.steps())
    assert not resumable(key, clock.now())
    clock.advance(200)
    assert resumable(key, clock.now())
    _run_all(key, recorder, clock.now())
    assert recorder.ran.count(name) == 2
    assert directory.tenant_by_key(key).state == "active"


def test_a_failure_keeps_its_words_and_passes_by_itself(
    db: None, clock: FixedClock, recorder: Recorder
) -> None:
    key = _signed_up(clock.now()).tenant.key
    recorder.failures["carrier_account"] = ConnectionError("carrier unreachable")
    _run_all(key, recorder, clock.now())
    step = next(step for step in directory.steps(key) if step.name == "carrier_account")
    assert (step.state, step.error, step.attempts) == ("failed", "carrier unreachable", 1)
    assert not resumable(key, clock.now())
    clock.advance(60)
    assert resumable(key, clock.now())
    _run_all(key, recorder, clock.now())
    assert directory.tenant_by_key(key).state == "active"


def test_a_refusal_waits_for_a_person_who_chooses_another_number(
    acme: str, clock: FixedClock, recorder: Recorder
) -> None:
    made = _signed_up(clock.now())
    key = made.tenant.key
    recorder.failures["number"] = Gone()
    _run_all(key, recorder, clock.now())
    assert not resumable(key, clock.now() + timedelta(days=1))
    client = Client(HTTP_HOST="localhost")
    path = urlsplit(made.status_url).path
    number = next(step for step in client.get(path).json()["steps"] if step["name"] == "number")
    assert number["error"] == Gone.detail

    body = {"phone_number": "+1 500 555 0010"}
    retried = client.post(f"{path}/number/retry", body, content_type="application/json")
    assert retried.status_code == 202
    assert _started() == [key]
    assert _states(key)["number"] == "pending"
    twice = client.post(f"{path}/number/retry", body, content_type="application/json")
    assert (twice.status_code, twice.json()["code"]) == (409, "step_not_failed")
    unknown = client.post("/api/v1/signup/guess/provisioning/number/retry", body, "application/json")
    assert unknown.status_code == 404
    _run_all(key, recorder, clock.now())
    assert directory.tenant_by_key(key).state == "active"


def test_the_sweep_takes_up_a_lost_task(db: None, clock: FixedClock) -> None:
    key = _signed_up(clock.now()).tenant.key
    assert stalled(clock.now()) == []
    clock.advance(30)
    assert stalled(clock.now()) == [key]


def test_only_administrators_retry_and_only_their_own(
    acme: str, globex: str, api: Api, clock: FixedClock
) -> None:
    directory.plan_steps(globex, ["number"], clock.now())
    directory.mark_step(globex, "number", "failed", now=clock.now(), error="x")
    assert api(acme, role="owner").get("/api/v1/provisioning").json()["steps"] == []
    assert api(acme, role="owner").post("/api/v1/provisioning/number/retry", {}).status_code == 404
    assert api(globex, role="agent").post("/api/v1/provisioning/number/retry", {}).status_code == 403
    assert api(globex, role="admin").post("/api/v1/provisioning/number/retry", {}).status_code == 202
    assert _started() == [globex]
