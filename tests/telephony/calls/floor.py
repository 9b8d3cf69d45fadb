"""A small call centre inside a tenant: one queue, one flow, one number, agents as needed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from infra.base.models import OutboxCommand
from telephony.engine.commands import Command
from telephony.engine.events import (
    CallArrived,
    CarrierStatus,
    DigitsPressed,
    LegChanged,
    RoomChange,
    RoomChanged,
)
from telephony.models import (
    Agent,
    AgentSkill,
    Call,
    Disposition,
    Flow,
    FlowVersion,
    Handling,
    NumberRoute,
    Offer,
    Queue,
    QueueVisit,
    Skill,
)
from telephony.realtime.reduce import apply
from telephony.selectors_desk import desk_snapshot
from telephony.services.accept_offer import accept_offer
from telephony.services.change_status import change_status
from telephony.services.continue_flow import continue_flow
from telephony.services.join_agent_leg import join_agent_leg
from telephony.services.leg_changed import leg_changed
from telephony.services.note_liveness import note_liveness
from telephony.services.open_console import open_console
from telephony.services.receive_call import receive_call
from telephony.services.room_changed import room_changed
from telephony.services.setup.agents import add_agent

NUMBER = "+12025550123"
CALLER = "+12025550188"
_users = count(900_000)
_sequence = count()


def flow_content(queue_id: int) -> dict[str, Any]:
    """A menu with one queue behind 1, a voicemail behind 2 and behind the queue."""
    greeting = {"en": "Press 1 for help, 2 for a message.", "zh-CN": "帮助请按1，留言请按2。"}
    options = [
        {"exit": "help", "digits": "1", "label": "Help"},
        {"exit": "message", "digits": "2", "label": "Message"},
    ]
    leave = dict.fromkeys(("timeout", "overflow", "no_agents", "closed"), "vm")
    return {
        "schema": "flow/1",
        "channel": "voice",
        "default_lang": "en",
        "langs": ["en", "zh-CN"],
        "start": "start",
        "on_error": "bye",
        "on_hangup": None,
        "limits": {"steps": 500, "visits_without_input": 25, "seconds": 14400},
        "vars": {},
        "nodes": [
            {"id": "start", "type": "start", "params": {}, "exits": {"next": "menu"}},
            {
                "id": "menu",
                "type": "menu",
                "params": {"prompt": greeting, "mode": "dtmf", "retries": 1, "options": options},
                "exits": {"help": "q", "message": "vm", "no_input": "q", "no_match": "q"},
            },
            {"id": "q", "type": "queue", "params": {"queue": str(queue_id), "max_wait": 600}, "exits": leave},
            {
                "id": "vm",
                "type": "voicemail",
                "params": {"greeting": {"en": "Speak after the tone."}, "max_s": 60, "queue": str(queue_id)},
                "exits": {"done": "bye", "too_short": "bye"},
            },
            {"id": "bye", "type": "hangup", "params": {"text": {"en": "Goodbye."}}, "exits": {}},
        ],
        "ui": {"pos": {}, "notes": [], "groups": []},
    }


@dataclass
class Floor:
    """Acts on the call centre at `now`, which the test moves; always used inside the tenant."""

    now: datetime
    queue: Queue
    skill: Skill
    number: str = NUMBER
    agents: list[Agent] = field(default_factory=list)

    @classmethod
    def open(cls, now: datetime, *, number: str = NUMBER, agents: int = 0) -> "Floor":
        """Everything a call needs, and so many available agents."""
        skill = Skill.objects.create(name="Help")
        queue = Queue.objects.create(name="Help", skill=skill)
        content = flow_content(queue.pk)
        flow = Flow.objects.create(name="Main", draft=content)
        version = FlowVersion.objects.create(
            flow=flow, number=1, content=content, sha256="0" * 64, published_at=now
        )
        Flow.objects.filter(pk=flow.pk).update(live_version=version)
        NumberRoute.objects.create(e164=number, flow=flow)
        Disposition.objects.create(code="solved", label_en="Solved", label_zh="已解决")
        floor = cls(now, queue, skill, number)
        for _ in range(agents):
            floor.agent()
        return floor

    def tick(self, seconds: float) -> datetime:
        """Move the present."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def agent(self, *, status: str = "available", skilled: bool = True, user_id: int | None = None) -> Agent:
        """One more agent at an open console, alive, in this status."""
        user = user_id or next(_users)
        agent_id = add_agent(user, f"Agent {user}", "", now=self.now, expert=False)
        if skilled:
            AgentSkill.objects.get_or_create(agent_id=agent_id, skill=self.skill, defaults={"level": 3})
        console = f"console-{user}"
        open_console(user_id=user, console=console, now=self.now)
        note_liveness(agent_id=agent_id, console=console, voice_ready=True, now=self.now)
        if status != "offline":
            change_status(agent_id=agent_id, status=status, now=self.now)
        agent = Agent.objects.get(pk=agent_id)
        self.agents.append(agent)
        return agent

    def pong(self) -> None:
        """Every agent's page answers now."""
        Agent.objects.exclude(console="").update(last_seen_at=self.now, voice_ready=True)

    def ring(self, caller: str = CALLER) -> Call:
        """A call arrives and hears the menu."""
        ref = f"CA{uuid4().hex}"
        self.heard = receive_call(
            arrived=CallArrived(ref, "AC", caller, self.number, CarrierStatus.RINGING), now=self.now
        )
        return Call.objects.get(carrier_sid=ref)

    def press(self, call: Call, digits: str = "1") -> tuple[Command, ...]:
        """The caller presses keys."""
        return continue_flow(call_ref=call.carrier_sid, event=DigitsPressed(digits), now=self.now)

    def queued(self, caller: str = CALLER) -> Call:
        """A call that waits in the queue (or rings at an agent's desk)."""
        self.pong()
        call = self.ring(caller)
        self.press(call)
        return fresh(call)

    def offer_of(self, call: Call) -> Offer:
        """The newest offer of a call."""
        return Offer.objects.select_related("agent").filter(call=call).order_by("-offered_at", "-pk")[0]

    def accepted(self, call: Call) -> Handling:
        """The agent who is rung accepts."""
        offer = self.offer_of(call)
        return accept_offer(offer_id=offer.pk, agent_id=offer.agent_id, now=self.now)

    def talking(self, caller: str = CALLER) -> Handling:
        """A call in conversation: both legs are in the conference."""
        call = self.queued(caller)
        handling = self.accepted(call)
        self.agent_leg(handling)
        return Handling.objects.select_related("call", "agent").get(pk=handling.pk)

    def agent_leg(self, handling: Handling) -> str:
        """The agent's browser and the caller come into the conference; returns the agent leg's reference."""
        ref = f"CA{uuid4().hex}"
        join_agent_leg(handling_id=handling.pk, agent_id=handling.agent_id, call_ref=ref, now=self.now)
        self.room(handling.call, RoomChange.JOINED, handling.call.carrier_sid, "caller")
        self.room(handling.call, RoomChange.JOINED, ref, f"agent.{ref}")
        return ref

    def room(
        self,
        call: Call,
        change: RoomChange,
        ref: str,
        label: str = "",
        *,
        at: datetime | None = None,
        reason: str = "",
    ) -> None:
        """The carrier tells of the conference."""
        notice = RoomChanged(
            room=str(call.pk), room_ref=f"CF{call.pk.hex}", change=change, call_ref=ref, label=label,
            at=at or self.now, sequence=next(_sequence), reason=reason,
        )  # fmt: skip
        room_changed(change=notice, now=self.now)

    def hang_up(
        self, call: Call, *, at: datetime | None = None, duration_s: int | None = 30, ref: str = ""
    ) -> None:
        """The carrier tells that a leg (the caller's, unless `ref` names another) is over."""
        notice = LegChanged(
            ref or call.carrier_sid,
            CarrierStatus.COMPLETED,
            at or self.now,
            next(_sequence),
            duration_s,
            "completed",
        )
        leg_changed(change=notice, now=self.now)

    def commands(self, kind: str) -> list[OutboxCommand]:
        """What was asked of the carrier."""
        return list(OutboxCommand.objects.filter(kind=kind).order_by("pk"))


def fresh(call: Call) -> Call:
    """The call as stored now."""
    return Call.objects.get(pk=call.pk)


def visit_of(call: Call) -> QueueVisit:
    """The newest stay of a call in a queue."""
    return QueueVisit.objects.filter(call=call).order_by("-enqueued_at", "-pk")[0]


def desk(agent: Agent) -> dict[str, Any]:
    """The agent's desk as REST answers it."""
    return desk_snapshot(Agent.objects.get(pk=agent.pk))


def replay(before: dict[str, Any], messages: list[dict[str, Any]]) -> dict[str, Any]:
    """The desk after the messages, by the reducer."""
    after = before
    for message in messages:
        after = apply(after, message)
    return after
