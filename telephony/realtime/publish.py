"""Tell the desks: numbered in the transaction that changed them, sent when it commits."""

from collections.abc import Sequence
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from django.db.models import F

from telephony.models import Agent
from telephony.realtime.messages import DeskMessage, DeskMessageType, desk_message
from telephony.selectors_desk import desk_parts, queues_part
from tenants.directory.context import channel_group, current_tenant


def agent_group(tenant_key: str, agent_id: int) -> str:
    """The channel group of one agent's open consoles."""
    return channel_group(tenant_key, "desk", str(agent_id))


def tenant_group(tenant_key: str) -> str:
    """The channel group of every open console of the tenant."""
    return channel_group(tenant_key, "desks")


def tell_agent(agent: Agent, kind: DeskMessageType, keys: Sequence[str]) -> DeskMessage:
    """Number and send what `keys` of the agent's desk look like now; the message is returned for tests."""
    Agent.objects.filter(pk=agent.pk).update(desk_seq=F("desk_seq") + 1)
    agent.refresh_from_db(fields=["desk_seq"])
    message = desk_message(agent.desk_seq, kind, desk_parts(agent, keys))
    tenant_key = current_tenant()
    _send_on_commit(agent_group(tenant_key, agent.pk), {"type": "desk.message", "message": message})
    return message


def tell_queues() -> None:
    """Number and send the queues to every open console: one message, each picks its own number.

    An agent without an open console is not numbered: opening one begins with a snapshot.
    """
    consoles = Agent.objects.exclude(console="")
    if not consoles.update(desk_seq=F("desk_seq") + 1):
        return
    seqs = {str(agent_id): seq for agent_id, seq in consoles.values_list("pk", "desk_seq")}
    message = desk_message(0, "queues.changed", {"queues": queues_part()})
    event = {"type": "desk.everyone", "seqs": seqs, "message": message}
    _send_on_commit(tenant_group(current_tenant()), event)


def _send_on_commit(group: str, event: dict[str, Any]) -> None:
    transaction.on_commit(lambda: _send(group, event), robust=True)


def _send(group: str, event: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is not None:
        # A lost message is only late: the next one shows the gap and the page fetches its snapshot.
        async_to_sync(layer.group_send)(group, event)
