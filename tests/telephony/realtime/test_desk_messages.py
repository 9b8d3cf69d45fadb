"""snapshot_before + messages == snapshot_after, for every service that changes a desk."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

from infra.base import outbox
from infra.kit.clock import FixedClock
from telephony import carrier_commands
from telephony.engine.events import QueueLeft, QueueResult, RoomChange
from telephony.models import Agent
from telephony.realtime.publish import agent_group, tenant_group
from telephony.services.agent_lost import requeue_lost
from telephony.services.change_status import change_status
from telephony.services.connect_refused import connect_refused
from telephony.services.decline_offer import decline_offer
from telephony.services.end_call import end_call
from telephony.services.expire_offer import expire_offer
from telephony.services.finish_wrap_up import expire_wrap_up, finish_wrap_up
from telephony.services.hold_call import hold_call, resume_call
from telephony.services.leave_queue import leave_queue
from tenants.directory.context import in_tenant
from tests.telephony.calls.floor import Floor, desk, replay

LISTENER = "specific.test!desk"


class Desks:
    """A committed call centre with two agents, and what their sockets were told."""

    def __init__(self, key: str, now: Any) -> None:
        self.key = key
        with in_tenant(key):
            self.floor = Floor.open(now)
            self.first = self.floor.agent()
            self.floor.tick(1)
            self.second = self.floor.agent(status="break")

    def do(self, act: Callable[[], Any]) -> Any:
        """One service in its own transaction."""
        with in_tenant(self.key):
            return act()

    def snapshots(self) -> dict[int, dict[str, Any]]:
        """Every agent's desk over REST."""
        with in_tenant(self.key):
            return {agent.pk: json.loads(json.dumps(desk(agent))) for agent in (self.first, self.second)}

    def follows(self, act: Callable[[], Any]) -> Any:
        """Do it, and compare what the sockets say with what REST says, for every desk."""
        layer = get_channel_layer()
        assert isinstance(layer, InMemoryChannelLayer)
        layer.channels.clear()
        layer.groups.clear()
        agents = [self.first.pk, self.second.pk]
        for agent_id in agents:
            async_to_sync(layer.group_add)(agent_group(self.key, agent_id), f"{LISTENER}{agent_id}")
            async_to_sync(layer.group_add)(tenant_group(self.key), f"{LISTENER}{agent_id}")
        before = self.snapshots()
        result = self.do(act)
        after = self.snapshots()
        for agent_id in agents:
            messages = _received(layer, agent_id)
            assert replay(before[agent_id], messages) == after[agent_id], [m["type"] for m in messages]
        assert before != after
        return result


def _received(layer: InMemoryChannelLayer, agent_id: int) -> list[dict[str, Any]]:
    told = []
    queue = layer.channels.get(f"{LISTENER}{agent_id}")
    while queue is not None and not queue.empty():
        event = queue.get_nowait()[1]
        if event["type"] == "desk.everyone":
            told.append({**event["message"], "seq": event["seqs"][str(agent_id)]})
        else:
            told.append(event["message"])
    return told


@pytest.fixture
def desks(live_tenant: str, clock: FixedClock) -> Iterator[Desks]:
    """Two desks; commands to the carrier go nowhere."""
    for kind in carrier_commands.KINDS:
        outbox.register(kind, lambda tenant_key, payload: {})
    yield Desks(live_tenant, clock.now())
    for kind, send in carrier_commands.KINDS.items():
        outbox.register(kind, send)


def test_an_offer_is_made_and_declined(desks: Desks) -> None:
    floor = desks.floor
    call = desks.follows(floor.queued)
    offer = desks.do(lambda: floor.offer_of(call))
    desks.follows(lambda: decline_offer(offer_id=offer.pk, agent_id=offer.agent_id, now=floor.tick(1)))


def test_an_offer_times_out(desks: Desks) -> None:
    floor = desks.floor
    call = desks.do(floor.queued)
    offer = desks.do(lambda: floor.offer_of(call))
    desks.follows(lambda: expire_offer(offer_id=offer.pk, now=floor.tick(20)))


def test_an_offer_is_taken_back(desks: Desks) -> None:
    call = desks.do(desks.floor.queued)
    desks.follows(lambda: desks.floor.hang_up(call))


def test_a_conversation(desks: Desks) -> None:
    floor = desks.floor
    call = desks.do(floor.queued)
    handling = desks.follows(lambda: floor.accepted(call))
    desks.follows(lambda: floor.agent_leg(handling))
    own = {"call_id": call.pk, "agent_id": handling.agent_id}
    desks.follows(lambda: hold_call(**own, now=floor.tick(1)))
    desks.follows(lambda: resume_call(**own, now=floor.tick(1)))
    desks.follows(lambda: end_call(**own, now=floor.tick(1)))
    wrapped = {"handling_id": handling.pk, "agent_id": handling.agent_id, "disposition": "solved"}
    desks.follows(lambda: finish_wrap_up(**wrapped, note="", now=floor.tick(1)))


def test_the_caller_ends_the_conversation_and_the_wrap_up_expires(desks: Desks) -> None:
    floor = desks.floor
    handling = desks.do(floor.talking)
    desks.follows(lambda: floor.hang_up(handling.call))
    desks.follows(lambda: expire_wrap_up(handling_id=handling.pk, now=floor.tick(120)))


def test_the_next_call_comes_with_the_end_of_the_wrap_up(desks: Desks) -> None:
    floor = desks.floor
    handling = desks.do(floor.talking)
    desks.do(lambda: floor.hang_up(handling.call))
    desks.follows(lambda: floor.queued("+12025550177"))
    wrapped = {"handling_id": handling.pk, "agent_id": handling.agent_id, "disposition": "solved"}
    desks.follows(lambda: finish_wrap_up(**wrapped, note="", now=floor.tick(1)))


def test_an_agent_is_lost_and_another_gets_the_call(desks: Desks) -> None:
    floor = desks.floor
    handling = desks.do(floor.talking)
    ref = desks.do(lambda: handling.legs.get().carrier_sid)
    desks.follows(lambda: floor.room(handling.call, RoomChange.LEFT, ref, reason="participant_hung_up"))
    desks.follows(lambda: change_status(agent_id=desks.second.pk, status="available", now=floor.now))
    desks.do(floor.pong)
    desks.follows(lambda: requeue_lost(handling_id=handling.pk, now=floor.now))


def test_a_refused_connection(desks: Desks) -> None:
    floor = desks.floor
    call = desks.do(floor.queued)
    handling = desks.do(lambda: floor.accepted(call))
    desks.follows(lambda: connect_refused(handling_id=handling.pk, caller_gone=False, now=floor.tick(1)))


def test_the_caller_leaves_the_queue(desks: Desks) -> None:
    call = desks.do(desks.floor.queued)
    left = QueueLeft(call.carrier_sid, QueueResult.FULL, 1)
    desks.follows(lambda: leave_queue(left=left, now=desks.floor.tick(1)))


def test_the_caller_leaves_the_room(desks: Desks) -> None:
    floor = desks.floor
    handling = desks.do(floor.talking)
    ref = handling.call.carrier_sid
    desks.follows(lambda: floor.room(handling.call, RoomChange.LEFT, ref, reason="participant_hung_up"))


@pytest.mark.parametrize("status", ["break", "offline"])
def test_a_status(desks: Desks, status: str) -> None:
    agent = desks.first.pk
    desks.follows(lambda: change_status(agent_id=agent, status=status, now=desks.floor.tick(1)))
    desks.follows(lambda: change_status(agent_id=agent, status="available", now=desks.floor.tick(1)))


def test_a_message_that_is_not_sent_would_be_noticed(desks: Desks) -> None:
    """The twin: a change that forgets to tell the desk."""
    change = Agent.objects.filter(pk=desks.first.pk)
    with pytest.raises(AssertionError):
        desks.follows(lambda: change.update(state="break"))
