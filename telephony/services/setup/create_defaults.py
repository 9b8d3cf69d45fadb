"""What a new company starts with, so that its number reaches an agent without any configuring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from telephony.engine.flow import default_flow
from telephony.engine.queueing import DAYS
from telephony.models import BusinessHours, Disposition, Flow, Queue, Skill
from telephony.services.setup.agents import add_agent
from telephony.services.setup.flows import publish_flow
from tenants.directory.context import in_tenant

Weekly = Mapping[str, list[list[str]]]

# Somebody who signs up at night must reach an agent too; the wizard says so and the page can change it.
ALWAYS: Weekly = {day: [["00:00", "24:00"]] for day in DAYS}
OFFICE: Weekly = {day: [["09:00", "18:00"]] if day not in ("sat", "sun") else [] for day in DAYS}

_NAMES = {
    "en": {"sales": "Sales", "support": "Support", "hours": "Opening hours", "flow": "Main number"},
    "zh-CN": {"sales": "销售", "support": "客服", "hours": "营业时间", "flow": "主号码"},
}
_DISPOSITIONS = (
    ("resolved", "Resolved", "已解决"),
    ("follow_up", "Follow up needed", "需要跟进"),
    ("callback", "Call back promised", "已约回电"),
    ("sale", "Sale", "成交"),
    ("wrong_number", "Wrong number", "打错电话"),
    ("spam", "Spam", "骚扰电话"),
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The person who signed up."""

    user_id: int
    name: str
    email: str = ""


def flow_language(locale: str) -> str:
    """The language callers are greeted in, of a company whose console is in `locale` (en, zh-hans)."""
    return "zh-CN" if locale.lower().startswith("zh") else "en"


def create_defaults(
    key: str,
    company: str,
    greeting: str,
    timezone: str,
    locale: str,
    owner: Owner,
    now: datetime,
    *,
    closed: str = "",
    weekly: Weekly = ALWAYS,
) -> None:
    """Hours, two queues with their skills, outcomes, a published flow, and the owner as first agent.

    `greeting` and `closed` are in the company's language, "" for the built-in words; `weekly` is open all
    the time unless told otherwise. Everything is one transaction, so a second run finds all or nothing.
    """
    language = flow_language(locale)
    names = _NAMES[language]
    with in_tenant(key):
        if not Flow.objects.exists():
            hours = BusinessHours.objects.create(
                name=names["hours"], timezone=timezone, weekly=dict(weekly), closures=[]
            )
            queues = {kind: _queue(names[kind]) for kind in ("sales", "support")}
            _outcomes()
            draft = default_flow(company, language, queues, hours.pk, greeting, closed)
            flow = Flow.objects.create(name=names["flow"], draft=draft, draft_saved_at=now)
            publish_flow(flow.pk, message="", author=owner.name, key=key, actor="system", now=now)
        add_agent(owner.user_id, owner.name, owner.email, now=now)


def _queue(name: str) -> int:
    skill = Skill.objects.create(name=name)
    return Queue.objects.create(name=name, skill=skill).pk


def _outcomes() -> None:
    Disposition.objects.bulk_create(
        Disposition(code=code, label_en=en, label_zh=zh, position=position)
        for position, (code, en, zh) in enumerate(_DISPOSITIONS)
    )
