"""What a new company has: a number that reaches an agent at any hour, in either language."""

from datetime import timedelta

import pytest

from infra.kit.clock import FixedClock
from telephony.engine.commands import Enqueue, Gather, Say
from telephony.engine.events import DigitsPressed
from telephony.engine.flow import FlowContext, begin, lint, step
from telephony.engine.queueing import HoursTable
from telephony.models import (
    Agent,
    AgentStateInterval,
    BusinessHours,
    Disposition,
    Flow,
    FlowVersion,
    Queue,
    Skill,
)
from telephony.services.setup.create_defaults import OFFICE, Owner, create_defaults
from telephony.services.setup.flows import problems_of, refs
from tenants.directory.context import in_tenant
from tests.telephony.setup.conftest import furnish


def test_the_owner_is_an_agent_with_every_skill(acme: str, clock: FixedClock) -> None:
    owner_id = furnish(acme, clock)
    with in_tenant(acme):
        agent = Agent.objects.get()
        assert (agent.user_id, agent.state) == (owner_id, "offline")
        assert set(agent.skills.values_list("name", flat=True)) == {"Sales", "Support"}
        assert AgentStateInterval.objects.get().started_at == clock.now()
        assert {queue.skill and queue.skill.name for queue in Queue.objects.all()} == {"Sales", "Support"}
        assert Disposition.objects.count() == 6


def test_a_second_run_changes_nothing(acme: str, clock: FixedClock) -> None:
    owner = Owner(furnish(acme, clock), "Renamed")
    create_defaults(acme, "Acme", "Hello", "UTC", "en", owner, clock.now())
    with in_tenant(acme):
        models = (Flow, FlowVersion, Queue, BusinessHours, Agent, AgentStateInterval)
        counts = [model.objects.count() for model in models]
        assert counts == [1, 1, 2, 1, 1, 1]
        assert Agent.objects.get().name == "Renamed"


@pytest.mark.parametrize("hour", range(24))
def test_the_published_flow_reaches_a_queue_at_any_hour(acme: str, clock: FixedClock, hour: int) -> None:
    furnish(acme, clock)
    with in_tenant(acme):
        flow = Flow.objects.select_related("live_version").get()
        hours = BusinessHours.objects.get()
        support = Queue.objects.get(name="Support")
    assert flow.live_version is not None
    table = HoursTable.from_json(hours.timezone, hours.weekly, hours.closures)
    ctx = FlowContext(clock.now() + timedelta(hours=hour), "en", {str(hours.pk): table})
    asked = begin(flow.live_version.content, ctx)
    assert isinstance(asked.commands[-1], Gather)
    sent = step(flow.live_version.content, asked.state, DigitsPressed("2"), ctx)
    assert sent.commands == (Enqueue(str(support.pk)),)


def test_the_flow_has_no_problem(furnished: str) -> None:
    with in_tenant(furnished):
        assert problems_of(Flow.objects.get()) == []
        assert lint(Flow.objects.get().draft, refs()) == []


def test_a_chinese_company_greets_in_chinese_with_its_own_words(globex: str, clock: FixedClock) -> None:
    owner = Owner(1, "王芳")
    create_defaults(
        globex, "环球", "您好，环球公司。", "Asia/Shanghai", "zh-hans", owner, clock.now(),
        closed="我们下班了。", weekly=OFFICE,
    )  # fmt: skip
    with in_tenant(globex):
        assert set(Skill.objects.values_list("name", flat=True)) == {"销售", "客服"}
        hours, flow = BusinessHours.objects.get(), Flow.objects.get().draft
    table = HoursTable.from_json(hours.timezone, hours.weekly, hours.closures)
    night = FlowContext(clock.now(), "zh-CN", {str(hours.pk): table})  # 23:00 in Shanghai
    assert begin(flow, night).commands[0] == Say("我们下班了。", "zh-CN")
    day = FlowContext(clock.now() + timedelta(hours=12), "zh-CN", {str(hours.pk): table})
    assert begin(flow, day).commands[0] == Say("您好，环球公司。", "zh-CN")
    assert flow["langs"] == ["zh-CN", "en"]


def test_one_companys_defaults_are_not_the_others(furnished: str, globex: str) -> None:
    with in_tenant(globex):
        assert not Flow.objects.exists()
        assert not Agent.objects.exists()
