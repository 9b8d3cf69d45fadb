"""We fail to answer the carrier: the caller hears words and goes on, and what failed can be replayed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client

from infra.base.models import InboxEvent
from telephony.models import Call, Flow, FlowVersion
from telephony.services.reconcile_calls import reconcile_calls
from tenants.directory.context import in_tenant
from tests.journeys.company import ok
from tests.journeys.stage import Stage
from tests.journeys.world import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def _broken_flow(key: str) -> Iterator[None]:
    """The live version of the company's flow is a row that is no flow at all."""
    with in_tenant(key):
        flow = Flow.objects.select_related("live_version").get()
        good = flow.live_version
        assert good is not None
        bad = FlowVersion.objects.create(
            flow=flow,
            number=99,
            content=["not", "a", "flow"],
            sha256="0" * 64,
            published_at=good.published_at,
        )
        Flow.objects.filter(pk=flow.pk).update(live_version=bad)
    yield
    with in_tenant(key):
        Flow.objects.filter(pk=flow.pk).update(live_version=good)


def _replay(event: InboxEvent) -> None:
    """An operator takes the event up again in the back office."""
    users = get_user_model().objects
    operator, _ = users.get_or_create(
        email="operator@seatline.example", defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(operator, backend=BACKEND)
    page = client.get("/admin/base/inboxevent/", {"state__exact": "failed"})
    assert str(event.tenant_key) in page.content.decode()
    client.post("/admin/base/inboxevent/", {"action": "work_again", "_selected_action": [event.pk]})


def _stage(world: World, area_code: str) -> Stage:
    stage = Stage(world)
    stage.do_sign_up(f"Failing {area_code}", area_code)
    stage.do_status("owner", "available")
    return stage


def _failed(stage: Stage) -> list[InboxEvent]:
    rows = InboxEvent.objects.filter(tenant_key=stage.company.key, source="voice.ask", state="failed")
    return list(rows.order_by("pk"))


def test_the_caller_hears_words_is_held_and_goes_on(world: World) -> None:
    stage = _stage(world, "512")
    with _broken_flow(stage.company.key):
        stage.do_dial("caller", **{"from": "+12025550191"})
        stage.do_wait(1)
        stage.do_expect_heard("caller", "One moment please, do not hang up")
        stage.do_expect_ended("caller", "in-progress")
    stage.do_wait(15)
    stage.do_expect_heard("caller", "press 1")
    stage.do_press("caller", "2")
    stage.do_wait(5)
    stage.do_expect_offer("owner", "+12025550191", ["2"])
    stage.do_accept("owner")
    stage.do_wait(5)
    stage.do_expect_call("owner", "talking")
    failed = _failed(stage)
    assert failed
    assert all(event.error for event in failed)
    _replay(failed[0])
    world.settle()
    failed[0].refresh_from_db()
    assert failed[0].state == "ignored"  # the call went on at the carrier's next request
    stage.do_expect_call("owner", "talking")


def test_a_caller_who_does_not_wait_is_not_forgotten(world: World) -> None:
    stage = _stage(world, "617")
    with _broken_flow(stage.company.key):
        stage.do_dial("caller", **{"from": "+12025550192"})
        stage.do_wait(2)
        stage.do_hang_up_caller("caller")
        stage.do_wait(1)
    (first, *_) = _failed(stage)
    with in_tenant(stage.company.key):
        assert not Call.objects.exists()
    _replay(first)
    world.settle()
    stage.do_wait(70)
    reconcile_calls(tenant_key=stage.company.key, older_than=timedelta(seconds=60), now=world.now)
    (call,) = ok(stage.company.owner.get("/api/v1/calls"))["results"]
    assert (call["caller"]["number"], call["state"], call["outcome"]) == ("+12025550192", "ended", "failed")
    stage.do_expect_timeline("+12025550192", [{"kind": "call"}])


def test_who_fails_for_good_is_told_so(world: World) -> None:
    stage = _stage(world, "303")
    with _broken_flow(stage.company.key):
        stage.do_dial("caller", **{"from": "+12025550193"})
        stage.do_wait(90)
        stage.do_expect_heard("caller", "Please call again in a few minutes")
        stage.do_expect_ended("caller", "completed")
