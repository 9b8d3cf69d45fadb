"""The desk's socket: it only tells; commands come over REST."""

import asyncio
import logging
from typing import Any
from uuid import uuid4

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from infra.kit import clock
from telephony.realtime.admission import Admission, admit, still_admitted
from telephony.realtime.messages import Ping
from telephony.realtime.publish import agent_group, tenant_group
from telephony.services.note_liveness import note_liveness
from telephony.services.open_console import NoDesk, close_console, open_console
from tenants.directory.context import in_tenant_async

log = logging.getLogger(__name__)

SIGN_IN_AGAIN = 4401
NO_DESK = 4403
REPLACED = 4409
ECHO_WITHIN_S = 2.0


class DeskConsumer(AsyncJsonWebsocketConsumer):
    """One agent's open page. Closed with 4401 (sign in again), 4403 (no desk here) or 4409 (another tab)."""

    ping_every_s = 5.0

    async def connect(self) -> None:
        """Accept, then check: a socket closed before it is accepted cannot say why."""
        self.console = uuid4().hex
        self.admission: Admission | None = None
        self.agent_id: int | None = None
        self.seq = 0
        self._pings: asyncio.Task[None] | None = None
        await self.accept()
        admission = await admit(self.scope)
        if admission is None:
            await self.close(SIGN_IN_AGAIN)
            return
        try:
            await self._open(admission)
        except NoDesk:
            await self.close(NO_DESK)

    async def _open(self, admission: Admission) -> None:
        key = admission.tenant_key
        desk = await in_tenant_async(
            key, open_console, user_id=admission.user_id, console=self.console, now=clock.now()
        )
        self.agent_id, self.seq = desk.agent_id, desk.seq
        self.admission = admission
        mine = agent_group(key, self.agent_id)
        await self.channel_layer.group_send(mine, {"type": "desk.replaced", "console": self.console})
        await self.channel_layer.group_add(mine, self.channel_name)
        await self.channel_layer.group_add(tenant_group(key), self.channel_name)
        self._pings = asyncio.create_task(self._ping())

    async def disconnect(self, code: int) -> None:
        """Give the desk back, unless another tab has it."""
        if self._pings is not None:
            self._pings.cancel()
        if self.admission is None or self.agent_id is None:
            return
        key = self.admission.tenant_key
        # The database first: it must know even when the channel layer is what we have just lost.
        await in_tenant_async(
            key, close_console, agent_id=self.agent_id, console=self.console, now=clock.now()
        )
        await self.channel_layer.group_discard(agent_group(key, self.agent_id), self.channel_name)
        await self.channel_layer.group_discard(tenant_group(key), self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        """The page says only one thing: that it is alive, and whether its voice device is registered."""
        if not isinstance(content, dict) or content.get("type") != "pong" or self.admission is None:
            return
        if not await still_admitted(self.scope, self.admission):
            await self.close(SIGN_IN_AGAIN)
            return
        seq = await in_tenant_async(
            self.admission.tenant_key,
            note_liveness,
            agent_id=self.agent_id or 0,
            console=self.console,
            voice_ready=content.get("voice_ready") is True,
            now=clock.now(),
        )
        if seq is None:
            await self.close(REPLACED)
        else:
            self.seq = seq

    async def desk_message(self, event: dict[str, Any]) -> None:
        """A change of this agent's desk."""
        await self.send_json(event["message"])

    async def desk_everyone(self, event: dict[str, Any]) -> None:
        """A change every desk shows, with each agent's own number."""
        seq = event["seqs"].get(str(self.agent_id))
        if seq is not None:
            await self.send_json({**event["message"], "seq": seq})

    async def desk_replaced(self, event: dict[str, Any]) -> None:
        """Another tab of the same person has opened the desk."""
        if event["console"] != self.console:
            await self.close(REPLACED)

    async def desk_echo(self, event: dict[str, Any]) -> None:
        """Our own message came round: nothing to do."""

    async def _ping(self) -> None:
        while True:
            delayed = not await self._gets_through()
            now = clock.now().isoformat()
            ping: Ping = {"type": "ping", "t": now, "seq": self.seq, "delayed": delayed}
            await self.send_json(ping)
            await asyncio.sleep(self.ping_every_s)

    async def _gets_through(self) -> bool:
        """Whether the channel layer takes messages; it stands for the store that also carries the tasks."""
        echo = self.channel_layer.send(self.channel_name, {"type": "desk.echo"})
        try:
            await asyncio.wait_for(echo, ECHO_WITHIN_S)
        except Exception as trouble:  # whatever library the layer is made of
            log.warning("the channel layer does not answer: %s", trouble)
            return False
        return True
